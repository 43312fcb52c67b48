using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Benchmarks.Live;

/// <summary>How long changes take, made at a steady rate.</summary>
internal sealed class ChangeLatency(LiveFleet live)
{
    public const int PerSecond = 20;

    /// <summary>Members in which workloads are changed; the third may go dark.</summary>
    private static readonly int[] Changed = [0, 1];

    private int _turn;

    /// <summary>From sending a change of spec.replicas to a member, to the hub's watch showing the binding that counts it; ascending.</summary>
    public async Task<TimeSpan[]> ToBindingAsync(int changes)
    {
        await using var bindings = new Arrivals(live.Fleet.Connect("hub"), ApiResources.ReplicaBindings);
        await bindings.Opened;
        await using var clients = new Clients([.. Changed.Select(place => live.Fleet.Connect(live.Fleet.Servers.Members[place].Name))]);
        return await PaceAsync(changes, turn =>
        {
            var (app, member) = (LiveFleet.NameOf(turn % LiveFleet.Apps), turn / LiveFleet.Apps % Changed.Length);
            var replicas = 6 + (turn / LiveFleet.Apps % 11);
            var name = live.Fleet.Servers.Members[Changed[member]].Name;
            var arrival = bindings.ExpectAsync($"{app}-deployment", binding => ReplicasOf(binding, name) == replicas);
            return (clients[member], app, replicas, arrival);
        });
    }

    /// <summary>The same with nothing between: from sending the change to the same server's watch showing it; ascending.</summary>
    public async Task<TimeSpan[]> ToWatchAsync(int changes)
    {
        var member = live.Fleet.Servers.Members[Changed[0]].Name;
        await using var workloads = new Arrivals(live.Fleet.Connect(member), KnownResources.Deployments);
        await workloads.Opened;
        await using var clients = new Clients([live.Fleet.Connect(member)]);
        return await PaceAsync(changes, turn =>
        {
            var replicas = 6 + (turn % 11);
            return (clients[0], "untended", replicas, workloads.ExpectAsync("untended", workload => (int?)workload["spec"]?["replicas"] == replicas));
        });
    }

    private async Task<TimeSpan[]> PaceAsync(int changes, Func<int, (KubeClient Client, string App, int Replicas, Task<long> Arrival)> begin)
    {
        var last = new Dictionary<string, Task>();
        var latencies = new List<Task<TimeSpan>>(changes);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond), TimeProvider.System);
        while (latencies.Count < changes)
        {
            await pace.WaitForNextTickAsync();
            var (client, app, replicas, arrival) = begin(_turn++);
            // A change that is overtaken by the next of its application could never be told apart.
            if (last.TryGetValue(app, out var before)) await before;
            var change = ChangeAsync(client, app, replicas, arrival);
            last[app] = change;
            latencies.Add(change);
        }

        var measured = await Task.WhenAll(latencies);
        Array.Sort(measured);
        return measured;
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

    private sealed class Clients(KubeClient[] clients) : IAsyncDisposable
    {
        public KubeClient this[int place] => clients[place];

        public async ValueTask DisposeAsync()
        {
            foreach (var client in clients) await client.DisposeAsync();
        }
    }
}
