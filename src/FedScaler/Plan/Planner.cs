using System.Collections.Immutable;
using FedScaler.Api.Mapping;
using FedScaler.Core.Splitting;

namespace FedScaler.Plan;

/// <summary>Plans with the very functions that the controller calls.</summary>
internal static class Planner
{
    public static PlanResult Plan(PlanRequest request, DateTimeOffset now)
    {
        var preferences = new MemberPreferences(request.Spec.Placement);
        var members = request.Clusters.Select(cluster => Member(cluster, preferences)).ToImmutableArray();
        var lent = request.Clusters.Where(static cluster => cluster is { State: MemberState.Lent, MaxReplicas: not null })
            .ToImmutableSortedDictionary(static cluster => cluster.Name!, static cluster => Share(cluster)!.Value, StringComparer.Ordinal);
        var decision = FleetSplitter.Decide(new FleetSnapshot(request.Spec.ToSplitPolicy(), members, now), FleetMemory.Empty with { Lent = lent });
        return ToResult(decision);
    }

    public static PlanResult ToResult(FleetDecision decision) => new(
        decision.EffectiveMin,
        decision.EffectiveMax,
        [.. decision.Members.Select(static member => new PlannedCluster(member.Name, member.State.ToString(), member.Share?.Min, member.Share?.Max, member.Reason))],
        [.. decision.Conditions.Select(static condition =>
            new PlannedCondition(condition.Type, condition.Status ? "True" : "False", condition.Reason, condition.Message))]);

    private static MemberSnapshot Member(PlanCluster cluster, MemberPreferences preferences)
    {
        var selected = preferences.Selects(cluster.Labels);
        var state = cluster.State ?? MemberState.Active;
        var runs = cluster.Runs ?? 0;
        return preferences.Apply(new MemberSnapshot(cluster.Name!)
        {
            Contact = !selected || state == MemberState.Excluded ? MemberContact.Excluded
                : state is MemberState.Silent or MemberState.Lent ? MemberContact.Silent
                : MemberContact.Live,
            ContactReason = !selected ? "spec.placement.clusterSelector does not match its labels" : state == MemberState.Excluded ? "excluded" : null,
            Share = state == MemberState.Parked ? null : Share(cluster),
            Runs = runs,
            Wants = cluster.Wants ?? runs,
            Ready = cluster.Ready ?? runs,
            Unschedulable = cluster.Unschedulable ?? 0,
            Fit = cluster.Fit,
        });
    }

    private static Share? Share(PlanCluster cluster) =>
        cluster is { MinReplicas: { } min, MaxReplicas: { } max } ? new Share(min, max) : null;
}
