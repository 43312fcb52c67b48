using FedScaler.Controllers.Fleet;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>
/// Which workloads' shares are to be kept as they are, by the status of the ScaleIns. Whoever writes shares or counts asks this at
/// every look, writes none while there is an answer, and says so in status.heldBy: only then the ScaleIn goes on.
/// </summary>
public interface IHoldSource
{
    /// <summary>Whether every ScaleIn is known. Before that, no hold means nothing: leave everything as it stands.</summary>
    bool Synced { get; }

    /// <summary>Why they are not known, in words for the user; null where they are, or nothing but time stands in the way.</summary>
    string? WhyUnread => null;

    /// <summary>Raised after the hold on a target changed; null: of any, or they have just become known. Enqueue, no more.</summary>
    event Action<TargetRef?>? Changed;

    /// <summary>Null where nothing holds the workload.</summary>
    FleetHold? On(TargetRef target);
}
