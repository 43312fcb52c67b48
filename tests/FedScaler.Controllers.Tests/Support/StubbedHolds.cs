using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;

namespace FedScaler.Controllers.Tests.Support;

/// <summary>Holds that a test sets and lifts.</summary>
internal sealed class StubbedHolds : IHoldSource
{
    private readonly Dictionary<TargetRef, FleetHold> _holds = [];

    public event Action<TargetRef?>? Changed;

    public bool Synced { get; set; } = true;

    public FleetHold? On(TargetRef target) => _holds.GetValueOrDefault(target);

    /// <param name="name">Of the ScaleIn; its uid is <c>uid-</c> and this. Null: it lets go.</param>
    public void Set(TargetRef target, string? name)
    {
        if (name is null) _holds.Remove(target);
        else _holds[target] = new FleetHold($"uid-{name}", name);
        Changed?.Invoke(target);
    }

    /// <summary>Everything may have changed.</summary>
    public void TellAll() => Changed?.Invoke(null);
}
