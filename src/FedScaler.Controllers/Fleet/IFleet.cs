using System.Collections.Immutable;
using FedScaler.Controllers.Brakes;

namespace FedScaler.Controllers.Fleet;

/// <summary>
/// The one way by which controllers reach a fleet: which members there are, what runs in one, how a share gets there. Whether
/// it travels straight to the members' API servers or through a federation's own objects is nobody's business but the fleet's.
/// Reads come from caches and never wait; writes go to one member and throw what <see cref="Kube.Client.IKubeClient"/> throws.
/// </summary>
public interface IFleet
{
    /// <summary>For whoever tells users of members.</summary>
    FleetWords Words { get; }

    /// <summary>Ordered by name.</summary>
    ImmutableArray<FleetMember> Members { get; }

    /// <summary>Whether the set of members itself is known (the hub has been listed); before, an empty set means nothing.</summary>
    bool Synced { get; }

    /// <summary>What stops all writes at once. When it changes, <see cref="Changed"/> tells so of everything.</summary>
    IBrake Brake => NoBrake.Instance;

    /// <summary>Why nothing may be written for a target, in any member; null where nothing stands in the way. When it changes, <see cref="Changed"/> tells so.</summary>
    FleetConflict? ConflictOf(TargetRef target) => null;

    /// <summary>Raised on any thread; only enqueue from it.</summary>
    event Action<FleetChange>? Changed;

    /// <summary>Starts to watch a target in every member, present and to come; dispose to stop.</summary>
    IDisposable Track(TargetRef target);

    /// <summary>What a member holds of a tracked target, never older than our own last write there.</summary>
    MemberView Look(string member, TargetRef target);

    /// <summary>What a member holds as far as that may be believed; null where nothing can be said, as it is silent.</summary>
    MemberView? Look(FleetMember member, TargetRef target)
    {
        var look = Look(member.Name, target);
        // Where the member cannot take part at all, its silence does not matter.
        return member.Live || look is MemberView.Missing ? look : null;
    }

    /// <summary>Server-side applies the HPA, taking over the fields that it speaks of; a conflict (409) where it is not as it was looked at.</summary>
    Task<HpaView> ApplyHpaAsync(string member, HpaDocument document, CancellationToken cancellationToken);

    /// <summary>Deletes this very HPA; nothing to do where it is gone already, a conflict (409) where it is not as it was looked at.</summary>
    Task DeleteHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken);

    /// <summary>Whether something on the hub keeps the members' HPAs as they were last written, until <see cref="ReleaseHpaAsync"/> lets one go.</summary>
    bool KeepsHpas => false;

    /// <summary>Lets this very HPA stand in the member as it is, with nothing left on the hub that would change it, or put it back.</summary>
    Task ReleaseHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Puts an adopted HPA back as it was: its whole spec from <paramref name="spec"/>, and without our marks.</summary>
    Task RestoreHpaAsync(string member, TargetRef target, string name, string spec, CancellationToken cancellationToken);

    /// <summary>Sets spec.replicas through /scale, guarded by the resourceVersion that was looked at.</summary>
    Task ScaleAsync(string member, TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken);
}
