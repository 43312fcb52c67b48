using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>A hub without ScaleIns.</summary>
internal sealed class NoHolds : IHoldSource
{
    /// <summary>Nothing here changes by itself.</summary>
    public event Action<TargetRef?>? Changed
    {
        add { }
        remove { }
    }

    public bool Synced => true;

    public FleetHold? On(TargetRef target) => null;
}
