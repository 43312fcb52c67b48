using FedScaler.Api.ReplicaBindings;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Bindings;

/// <summary>Puts what was seen, decided and done into the status of a binding that the user leads.</summary>
internal static class BindingStatusComposer
{
    /// <param name="acts">What stands, or is about to.</param>
    public static ReplicaBindingStatus Compose(ReplicaBinding binding, DivisionRound round, DivisionActs acts, IEnumerable<FleetCondition> conditions)
    {
        var rows = new List<ClusterReplicasStatus>(round.Observation.Members.Length);
        foreach (var member in round.Observation.Members)
        {
            if (member.IsExcluded) continue;
            rows.Add(new ClusterReplicasStatus { Name = member.Name, Replicas = acts.Standing[member.Name], ReadyReplicas = member.Seen.Ready });
        }

        return new ReplicaBindingStatus
        {
            ObservedGeneration = binding.Metadata.Generation ?? 0,
            Replicas = rows.SumCapped(static row => row.Replicas),
            ReadyReplicas = rows.SumCapped(static row => row.ReadyReplicas),
            EffectiveReplicas = round.Replicas,
            ActiveSchedules = [.. round.Rules.Select(static rule => rule.Id)],
            HeldBy = round.HeldBy,
            Selector = round.Observation.Selector,
            Clusters = rows,
            Conditions = conditions.Tell(binding.Status?.Conditions, binding.Metadata.Generation, round.Observation.Now),
        };
    }

    /// <summary>What stands stays, and stays to be seen.</summary>
    public static ReplicaBindingStatus Refuse(ReplicaBinding binding, IEnumerable<FleetCondition> conditions, string? heldBy, DateTimeOffset now) =>
        (binding.Status ?? new ReplicaBindingStatus()) with
        {
            ObservedGeneration = binding.Metadata.Generation ?? 0,
            HeldBy = heldBy,
            Conditions = conditions.Tell(binding.Status?.Conditions, binding.Metadata.Generation, now),
        };
}
