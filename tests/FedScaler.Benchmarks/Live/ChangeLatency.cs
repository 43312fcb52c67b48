using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Benchmarks.Live;

/// <summary>How long changes take, made at a steady rate over connections that stay open from one stretch to the next.</summary>
internal sealed class ChangeLatency : IAsyncDisposable
{
    public const int PerSecond = 20;

    /// <summary>How many members' workloads are changed; the next one may go dark.</summary>
    private const int Changed = 2;

    private readonly string[] _members;
    private readonly KubeClient[] _clients;
    private readonly Arrivals _bindings;
    private readonly Arrivals _workloads;
    private int _turn;

    private ChangeLatency(LiveFleet live)
    {
        _members = [.. live.Fleet.Servers.Members.Take(Changed).Select(static member => member.Name)];
        _clients = [.. _members.Select(name => live.Fleet.Connect(name))];
        _bindings = new Arrivals(live.Fleet.Connect("hub"), ApiResources.ReplicaBindings);
        _workloads = new Arrivals(live.Fleet.Connect(_members[0]), KnownResources.Deployments);
    }

    /// <summary>Returns once both watches are open.</summary>
    public static async Task<ChangeLatency> OpenAsync(LiveFleet live)
    {
        var latency = new ChangeLatency(live);
        await Task.WhenAll(latency._bindings.Opened, latency._workloads.Opened);
        return latency;
    }

    /// <summary>From sending a change of spec.replicas to a member, to the hub's watch showing the binding that counts it.</summary>
    public Task<TimeSpan[]> ToBindingAsync(int changes) => PaceAsync(changes, static turn => LiveFleet.NameOf(turn % LiveFleet.Apps), (turn, app) =>
    {
        var member = turn / LiveFleet.Apps % Changed;
        var replicas = 6 + (turn / LiveFleet.Apps % 11);
        var arrival = _bindings.ExpectAsync($"{app}-deployment", binding => ReplicasOf(binding, _members[member]) == replicas);
        return (_clients[member], replicas, arrival);
    });

    /// <summary>The same with nothing between: from sending the change to the same server's watch showing it.</summary>
    public Task<TimeSpan[]> ToWatchAsync(int changes) => PaceAsync(changes, static _ => "untended", (turn, app) =>
    {
        var replicas = 6 + (turn % 11);
        return (_clients[0], replicas, _workloads.ExpectAsync(app, workload => (int?)workload["spec"]?["replicas"] == replicas));
    });

    public async ValueTask DisposeAsync()
    {
        await _bindings.DisposeAsync();
        await _workloads.DisposeAsync();
        foreach (var client in _clients) await client.DisposeAsync();
    }

    private async Task<TimeSpan[]> PaceAsync(int changes, Func<int, string> appOf, Func<int, string, (KubeClient Client, int Replicas, Task<long> Arrival)> begin)
    {
        var last = new Dictionary<string, Task>();
        var latencies = new List<Task<TimeSpan>>(changes);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond), TimeProvider.System);
        while (latencies.Count < changes)
        {
            await pace.WaitForNextTickAsync();
            var turn = _turn++;
            var app = appOf(turn);
            // A change that is overtaken by the next of its application could never be told apart.
            if (last.TryGetValue(app, out var before)) await before;
            var (client, replicas, arrival) = begin(turn, app);
            var change = ChangeAsync(client, app, replicas, arrival);
            last[app] = change;
            latencies.Add(change);
        }

        return await Task.WhenAll(latencies);
    }

    private static async Task<TimeSpan> ChangeAsync(KubeClient client, string app, int replicas, Task<long> arrival)
    {
        var began = TimeProvider.System.GetTimestamp();
        var body = RequestBody.From(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } });
        await client.PatchAsync(
            KnownResources.Deployments, new ObjectKey(LiveFleet.Namespace, app), PatchKind.Merge, body, new WriteOptions("benchmark"), JsonDecoders.Metadata,
            CancellationToken.None);
        return TimeProvider.System.GetElapsedTime(began, await arrival);
    }

    private static int? ReplicasOf(JsonObject binding, string member)
    {
        foreach (var cluster in binding["spec"]?["clusters"] as JsonArray ?? [])
            if ((string?)cluster?["name"] == member) return (int?)cluster?["replicas"];
        return null;
    }
}
