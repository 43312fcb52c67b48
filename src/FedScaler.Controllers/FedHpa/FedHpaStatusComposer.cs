using FedScaler.Api.FedHpas;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Puts what was seen, decided and done into a FedHPA's status.</summary>
internal static class FedHpaStatusComposer
{
    /// <param name="inForce">Each member's share as it stands, or is about to.</param>
    /// <param name="memory">The memory that is to outlive a restart.</param>
    public static FedHpaStatus Compose(
        FedHpa resource, FedHpaRound round, IReadOnlyDictionary<string, Share> inForce, FleetMemory memory, IEnumerable<FleetCondition> conditions)
    {
        var (observation, decision) = (round.Observation, round.Decision);
        var clusters = new List<FedHpaClusterStatus>(observation.Members.Length);
        var before = (resource.Status?.Clusters ?? []).ToDictionary(static cluster => cluster.Name, StringComparer.Ordinal);
        var outcomes = decision.Members.ToDictionary(static outcome => outcome.Name, StringComparer.Ordinal);
        foreach (var member in observation.Members)
        {
            Share? share = inForce.TryGetValue(member.Name, out var standing) ? standing : null;
            clusters.Add(Cluster(member, outcomes[member.Name], share, memory, round.Holding, before.GetValueOrDefault(member.Name)));
        }

        return new FedHpaStatus
        {
            ObservedGeneration = resource.Metadata.Generation ?? 0,
            Conditions = conditions.Tell(resource.Status?.Conditions, resource.Metadata.Generation, observation.Snapshot.Now),
            EffectiveMinReplicas = decision.EffectiveMin,
            EffectiveMaxReplicas = decision.EffectiveMax,
            ActiveSchedules = round.Bounds.Active,
            CurrentReplicas = clusters.SumCapped(static cluster => cluster.CurrentReplicas),
            DesiredReplicas = clusters.SumCapped(static cluster => cluster.DesiredReplicas),
            ReadyReplicas = clusters.SumCapped(static cluster => cluster.ReadyReplicas),
            Clusters = clusters,
            HeldBy = round.HeldBy,
            LastRebalanceTime = memory.LastRebalance.InWholeSeconds(),
            AppliedSplit = memory.AppliedSplit,
        };
    }

    private static FedHpaClusterStatus Cluster(
        ObservedMember member, MemberOutcome outcome, Share? share, FleetMemory memory, string? holding, FedHpaClusterStatus? before)
    {
        var snapshot = member.Snapshot;
        Share? lent = memory.Lent.TryGetValue(member.Name, out var amount) ? amount : null;
        return new FedHpaClusterStatus
        {
            Name = member.Name,
            State = outcome.State,
            MinReplicas = share?.Min,
            MaxReplicas = share?.Max,
            CurrentReplicas = snapshot.Runs,
            DesiredReplicas = member.Desired,
            ReadyReplicas = snapshot.Ready,
            UnschedulableReplicas = snapshot.Unschedulable,
            FreeReplicas = member.Free,
            // That a member answers is no news: the time moves on with the next thing that is.
            LastSeenTime = (snapshot.Contact == MemberContact.Silent ? member.LastSeen : Later(member.LastSeen, before?.LastSeenTime)).InWholeSeconds(),
            Reason = holding is null || outcome.Share == share ? outcome.Reason : $"{holding}; otherwise {Words(outcome)}",
            Lent = lent is { } l ? new LentShare { MinReplicas = l.Min, MaxReplicas = l.Max } : null,
        };
    }

    private static string Words(MemberOutcome outcome) =>
        outcome.Share is { } share ? $"{share.Min} to {share.Max}: {outcome.Reason}" : outcome.Reason;

    private static DateTimeOffset? Later(DateTimeOffset? seen, DateTimeOffset? told) => seen is null || told > seen ? told : seen;
}
