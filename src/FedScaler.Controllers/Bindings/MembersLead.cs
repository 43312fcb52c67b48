using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;
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
    private readonly FirstDivision _first = new(fleet, time);

    /// <summary>Whether a FedHPA led when the status was written, and nobody has changed the spec since.</summary>
    public static bool LedLast(ReplicaBinding binding) =>
        binding.Status is { EffectiveReplicas: null } status && status.ObservedGeneration == (binding.Metadata.Generation ?? 0)
        && status.Conditions.Find(BindingReasons.Ready) is { Reason: BindingReasons.MembersLead };

    /// <summary>Writes what the members run, and for a target that is nowhere yet what they are to begin with.</summary>
    /// <param name="memory">Of the binding as it stands; null where there is none yet.</param>
    public async Task<Followed> FollowAsync(
        FedHpa leader, TargetRef target, ReplicaBinding? before, BindingMemory? memory, Guesses guesses, CancellationToken cancellationToken)
    {
        if (_observer.Observe(leader.Spec.Placement, target, before, guesses) is not { } seen) return new Followed(null, IsEarly: true);
        var members = seen.Members;
        if (FirstDivision.IsDue(before, members))
        {
            if (_first.Decide(leader, target, before!, members, memory!) is not { } begun) return new Followed(null, IsEarly: true);
            members = begun;
        }

        var brake = fleet.Brake.State.Reason;
        var binding = brake is not null && before is not null ? before : await bindings.FollowAsync(target, members, before, cancellationToken);
        if (binding is null) return new Followed(null);
        binding = await bindings.WriteStatusAsync(binding, Status(binding, seen, brake), cancellationToken);
        if (!ReferenceEquals(binding, before)) BindingLog.Written(logger, binding.Metadata.Key, binding.Spec.Replicas);
        return new Followed(binding);
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
