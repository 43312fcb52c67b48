using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>A ScaleIn that keeps the shares and counts of a workload as they are.</summary>
/// <param name="Uid">Of the ScaleIn.</param>
/// <param name="Name">Of the ScaleIn, in the workload's namespace.</param>
public sealed record FleetHold(string Uid, string Name)
{
    /// <summary>The one that holds a workload, by the ScaleIns' own status; null where none does.</summary>
    public static FleetHold? On(TargetRef target, IEnumerable<ScaleIn> all) =>
        // Two at once are kept apart by the controller; should it come to that, all must agree on one.
        all.Where(one => Holds(one) && TargetRef.Of(one) == target).InOrder().FirstOrDefault() is { } first ? new FleetHold(first.Metadata.Uid ?? "", first.Metadata.Name) : null;

    internal static bool Holds(ScaleIn? resource) => resource?.Status?.Fleet?.Hold == FleetHoldState.Held;
}
