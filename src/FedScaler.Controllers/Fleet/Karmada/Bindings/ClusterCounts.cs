using System.Collections.Immutable;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>
/// What spec.clusters of a binding is to say. A cluster that is taken out loses the workload with all that runs (Karmada deletes
/// its Work), so one is taken out only where the policy leaves it out and nothing is seen to run there any more. Pure.
/// </summary>
internal static class ClusterCounts
{
    /// <param name="admits">Whether the policy's placement admits a cluster.</param>
    /// <param name="exists">Whether there is such a Cluster at all.</param>
    /// <param name="follows">The members lead: the workload has to be in every member that is to take part, be it with 0.</param>
    /// <returns>In the order in which they stand, new ones last by name: what does not change is not written anew.</returns>
    public static ImmutableArray<ClusterReplicas> Of(BindingRecord before, IReadOnlyList<MemberCount> members, Func<string, bool> admits, Func<string, bool> exists, bool follows)
    {
        var byName = members.ToDictionary(static member => member.Name, StringComparer.Ordinal);
        var counts = ImmutableArray.CreateBuilder<ClusterReplicas>();
        foreach (var bound in before.Clusters)
        {
            if (!byName.Remove(bound.Name, out var member))
            {
                if (exists(bound.Name)) counts.Add(bound);
                continue;
            }

            if (!admits(bound.Name) && MayGo(before, member)) continue;
            counts.Add(bound with { Replicas = member.Assigned ?? member.Runs ?? bound.Replicas });
        }

        foreach (var member in byName.Values.OrderBy(static member => member.Name, StringComparer.Ordinal))
        {
            if (!member.IsSelected || !member.Answers || !admits(member.Name) || before.Evicting.ContainsKey(member.Name)) continue;
            var count = member.Assigned ?? member.Runs ?? (member.IsPlaceable ? 0 : null);
            if (count > 0 || (count == 0 && follows)) counts.Add(new ClusterReplicas { Name = member.Name, Replicas = count.Value });
        }

        return counts.ToImmutable();
    }

    /// <summary>Seen just now: nothing runs, and nothing is to; nor does Karmada say that anything does, or is about to take it away itself.</summary>
    private static bool MayGo(BindingRecord before, MemberCount member) =>
        member is { Answers: true, Runs: null or 0, Assigned: null or 0 } && !before.Evicting.ContainsKey(member.Name) && before.Reported.GetValueOrDefault(member.Name).Replicas == 0;
}
