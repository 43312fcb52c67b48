using FedScaler.Core.Capacity;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>What Karmada's policies and bindings say of a target. Reads caches only; any thread.</summary>
internal interface ITargetPolicies
{
    /// <summary>Raised after what is said of a target changed; null: of any. Enqueue, no more.</summary>
    event Action<TargetRef?>? Changed;

    /// <summary>Whether bindings, and whoever else scales on the hub, are known; before, nothing said here means anything.</summary>
    bool Synced { get; }

    /// <summary>Why a cluster takes no part in a target, in words for the user; null where it may.</summary>
    string? Excludes(TargetRef target, string cluster);

    /// <summary>
    /// Whether a cluster that is excluded was given the workload by the binding, and is to be emptied before it is taken out of it, or
    /// before Karmada, which evicts it, deletes it there: what runs there is seen as it is, with <see cref="MemberView.Present.Leaves"/>.
    /// </summary>
    bool Empties(TargetRef target, string cluster);

    /// <summary>Why the target is not ours to scale; null where it is.</summary>
    FleetConflict? ConflictOf(TargetRef target);

    /// <summary>The pods of the template on the hub, for what a cluster could hold that does not run it yet; null where there is none.</summary>
    PodTemplateRequirements? PodsOf(TargetRef target);
}
