using FedScaler.Api.Common;
using FedScaler.Api.Placement;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

/// <summary>With a FedHPA on the target: its binding says what the members run.</summary>
internal sealed class MembersLead(IFleet fleet, IBindingStore bindings, TimeProvider time, ILogger logger)
{
    private static readonly FleetCondition Follows = new(BindingReasons.Ready, true, BindingReasons.MembersLead, "follows what the members run: a FedHPA scales the target");

    private readonly BindingObserver _observer = new(fleet);

    /// <summary>Whether a FedHPA led when the status was written, and nobody has changed the spec since.</summary>
    public static bool LedLast(ReplicaBinding binding) =>
        binding.Status is { EffectiveReplicas: null } status && status.ObservedGeneration == (binding.Metadata.Generation ?? 0)
        && status.Conditions.Find(BindingReasons.Ready) is { Reason: BindingReasons.MembersLead };

    /// <summary>Returns the binding as it then stands; null while a member that may yet answer has not been looked at, or there is none to write to.</summary>
    public async Task<ReplicaBinding?> FollowAsync(
        PlacementSpec placement, TargetRef target, ReplicaBinding? before, bool mayGuess, CancellationToken cancellationToken)
    {
        if (_observer.Observe(placement, target, before, mayGuess) is not { } seen) return null;
        var brake = fleet.Brake.State.Reason;
        var binding = brake is not null && before is not null ? before : await bindings.FollowAsync(target, seen.Clusters, before, cancellationToken);
        if (binding is null) return null;
        binding = await bindings.WriteStatusAsync(binding, Status(binding, seen, brake), cancellationToken);
        if (!ReferenceEquals(binding, before)) BindingLog.Written(logger, binding.Metadata.Key, binding.Spec.Replicas);
        return binding;
    }

    private ReplicaBindingStatus Status(ReplicaBinding binding, BindingObservation seen, string? brake) => new()
    {
        ObservedGeneration = binding.Metadata.Generation ?? 0,
        Replicas = seen.Replicas,
        ReadyReplicas = seen.Ready,
        Selector = seen.Selector,
        Clusters = [.. seen.Rows.Select(static row => new ClusterReplicasStatus { Name = row.Member, Replicas = row.Replicas, ReadyReplicas = row.Ready })],
        Conditions = (brake is null ? [Follows] : new[] { Follows, BindingConditions.Paused(brake) }).Tell(binding.Status?.Conditions, binding.Metadata.Generation, time.GetUtcNow()),
    };
}
