using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Cli.Tests.Support;

/// <summary>Stands where the service stands: writes one status after the other to the first ScaleIn that is created, once somebody watches it.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly SandboxCluster _hub;
    private readonly TaskCompletionSource<JsonObject> _created = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60), TimeProvider.System);
    private readonly Task _run;

    public ScriptedService(SandboxCluster hub, params ScaleInStatus[] script)
    {
        _hub = hub;
        hub.Store.Changed += See;
        _run = RunAsync(script);
    }

    /// <summary>The ScaleIn as it was created.</summary>
    public async Task<ScaleIn> CreatedAsync() => (await _created.Task.WaitAsync(_stop.Token)).Deserialize(ApiJson.Default.ScaleIn)!;

    /// <summary>Deletes it, as somebody else would.</summary>
    public async Task DeleteAsync()
    {
        var key = await WatchedAsync();
        _hub.Store.Remove(ApiResources.ScaleIns, key);
    }

    public async ValueTask DisposeAsync()
    {
        _hub.Store.Changed -= See;
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
            // Nothing was created, or nobody watched it.
        }

        _stop.Dispose();
    }

    private void See(StoreEvent happened)
    {
        if (happened.Resource == ApiResources.ScaleIns && happened.Object is { } created) _created.TrySetResult(created);
    }

    private async Task RunAsync(ScaleInStatus[] script)
    {
        if (script.Length == 0) return;
        var key = await WatchedAsync();
        foreach (var status in script)
        {
            _hub.Store.Update(ApiResources.ScaleIns, key, value =>
            {
                value["status"] = JsonSerializer.SerializeToNode(status, ApiJson.Default.ScaleInStatus);
                return true;
            });
        }
    }

    /// <summary>Whoever looks before it watches would see the last of several statuses only.</summary>
    private async Task<ObjectKey> WatchedAsync()
    {
        var key = (await CreatedAsync()).Metadata.Key;
        while (_hub.Server.LookAtWatches(ApiResources.ScaleIns, key.Namespace, "", $"metadata.name={key.Name}").Open == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, _stop.Token);
        return key;
    }
}
