using System.Collections.Concurrent;
using System.Text;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;
using FedScaler.SandboxHost;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Servers that are not what they were.</summary>
internal sealed partial class SandboxWorld
{
    /// <summary>Puts another cluster, with nothing in it but its nodes, where a member's API server is.</summary>
    public async Task ReplaceAsync(string member)
    {
        _laws.Silent(member, Now);
        await Servers[member].KillAsync();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(30), default);
        await using var other = await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = _time, UseTls = false, Bare = true, Seed = 99 }, default);
        ServiceIdentity.Grant(other.Servers[member].Store, Side.Member);
        await Servers[member].RestartAsync(other.Servers[member].Store.Snapshot());
        _laws.Back(member, Now);
        await Members.First(cluster => cluster.Name == member).ApplyAsync(Manifests.Namespace(Namespace));
    }

    /// <summary>The hub's whole state, for <see cref="SetHubBackAsync"/>.</summary>
    public StoreSnapshot BackUpHub() => Servers.Hub.Store.Snapshot();

    /// <summary>The hub goes down, and comes up with an older state, as from a backup of its etcd.</summary>
    public async Task SetHubBackAsync(StoreSnapshot backup, TimeSpan downtime)
    {
        _laws.Silent("hub", Now);
        await Servers.Hub.KillAsync();
        await _clock.AdvanceAsync(downtime, default);
        await Servers.Hub.RestartAsync(backup);
        _laws.Back("hub", Now);
    }

    /// <summary>Writes a kubeconfig into a member's Secret on the hub, as a user does.</summary>
    public Task RewriteSecretAsync(string member, string kubeconfig) => Hub.PatchAsync(
        KnownResources.Secrets, "fedscaler-system", member, $"data: {{kubeconfig: {Convert.ToBase64String(Encoding.UTF8.GetBytes(kubeconfig))}}}");

    /// <summary>Points a member's Secret to another server, which then is the member; of the old one no law speaks any more.</summary>
    public async Task PointAsync(string member, string to)
    {
        foreach (var name in (string[])[member, to])
        {
            _follows.Remove(name, out var follow);
            follow!.Dispose();
            _laws.Forget(name, Now);
        }

        _follows.Add(member, _laws.Follow(member, Servers[to].Store));
        await RewriteSecretAsync(member, KubeconfigOf(to));
    }

    /// <summary>Every write of the service's that a member stores while something goes on, as "MEMBER: VERB resource key".</summary>
    public async Task<IReadOnlyList<string>> CountStoredAsync(Func<Task> meanwhile)
    {
        var writes = new ConcurrentQueue<string>();
        var follows = new List<(ClusterStore Store, Action<StoreEvent> See)>();
        foreach (var member in Servers.Members)
        {
            void See(StoreEvent change)
            {
                if (change.Origin is { } origin && origin.FieldManager.StartsWith("fedscaler", StringComparison.Ordinal))
                    writes.Enqueue($"{member.Name}: {origin.Verb} {change.Resource} {change.Key}");
            }

            member.Store.Changed += See;
            follows.Add((member.Store, See));
        }

        await meanwhile();
        foreach (var (store, see) in follows) store.Changed -= see;
        return [.. writes];
    }
}
