using System.Collections.Immutable;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Looks at the members and at the hub for one ScaleIn, all of them at the same time.</summary>
internal sealed class ScaleInObserver(IFleet fleet, IRemovalFleet removals, Leaders leaders, TurnOrder turns, TimeProvider time)
{
    public async Task<ScaleInSight> LookAsync(ScaleIn resource, RemovalRequest request, RemovalProgress progress, CancellationToken cancellationToken)
    {
        var target = TargetRef.Of(resource);
        var members = fleet.Members.ToDictionary(static member => member.Name, StringComparer.Ordinal);
        var named = request.Pods.Select(static pod => pod.Cluster).Distinct(StringComparer.Ordinal).Where(members.ContainsKey);
        var leading = leaders.ReadAsync(target, time.GetUtcNow(), cancellationToken);
        var looking = Task.WhenAll(named.Select(member => removals.LookAsync(member, SightOf(member, target, request, progress), cancellationToken)));
        // Both to their end, whichever fails: nothing goes on reading behind the next look's back.
        await Task.WhenAll(leading, looking);
        var (leader, clusters) = (await leading, await looking);
        var observation = new RemovalObservation(
            time.GetUtcNow(), [.. clusters.Select(cluster => cluster with { Floor = leader?.FloorIn(cluster.Name, members[cluster.Name].Labels) })])
        {
            Fleet = leader?.Observe(clusters),
            BlockedBy = turns.BlockedBy(resource, progress),
            WaitedFor = [.. resource.Status?.WaitsFor ?? []],
        };
        return new ScaleInSight(observation, leader);
    }

    /// <summary>What is looked for in one member, and by which steps there are taken.</summary>
    public static RemovalSight SightOf(string member, TargetRef target, RemovalRequest request, RemovalProgress progress)
    {
        ImmutableArray<string> names = [.. request.Pods.Where(pod => pod.Cluster == member).Select(static pod => pod.Name).Distinct(StringComparer.Ordinal)];
        return new RemovalSight(target, request.Kind, request.Id, names, progress.Clusters.FirstOrDefault(cluster => cluster.Name == member)?.Barrier);
    }
}
