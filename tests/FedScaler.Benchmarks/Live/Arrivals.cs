using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Benchmarks.Live;

/// <summary>Watches one type on one server and tells when an object comes to look as expected.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    /// <summary>Longer than any benchmark takes: a watch that ended would be taken for a change that never came.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private readonly KubeClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, (Func<JsonObject, bool> Matches, TaskCompletionSource<long> Arrived)> _expected = new();
    private readonly Task _running;

    public Arrivals(KubeClient client, ResourceType type)
    {
        _client = client;
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Opened = opened.Task;
        _running = WatchAsync(type, opened);
    }

    public Task Opened { get; }

    /// <summary>The timestamp at which the object will have come to match; one expectation for each name at a time.</summary>
    public Task<long> ExpectAsync(string name, Func<JsonObject, bool> matches)
    {
        var arrived = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[name] = (matches, arrived);
        return arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    private async Task WatchAsync(ResourceType type, TaskCompletionSource opened)
    {
        var options = new WatchOptions(Timeout: Longest) { Opened = () => opened.TrySetResult() };
        try
        {
            await foreach (var change in _client.WatchAsync(type, LiveFleet.Namespace, options, JsonDecoders.Object, _stop.Token))
            {
                if (change.Object is not { } seen || !_expected.TryGetValue((string)seen["metadata"]!["name"]!, out var expected)) continue;
                if (expected.Matches(seen)) expected.Arrived.TrySetResult(TimeProvider.System.GetTimestamp());
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }
}
