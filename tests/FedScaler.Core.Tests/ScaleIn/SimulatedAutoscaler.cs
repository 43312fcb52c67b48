using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>An HPA with a mind of its own that sees its own spec some seconds late.</summary>
internal sealed class SimulatedAutoscaler(int min, string? behavior, int lag)
{
    private readonly (int Min, string? Behavior) _original = (min, behavior);
    private (int Min, bool Held) _seen = (min, false);
    private int _changedAt;
    private int _version;
    private bool _isDone;

    public int Min { get; private set; } = min;

    public string? Behavior { get; private set; } = behavior;

    public string? HeldBy { get; private set; }

    public bool IsAsItWas => HeldBy is null && (Min, Behavior) == _original;

    private bool IsSeen(int tick) => tick >= _changedAt + lag;

    /// <summary>The count that it sets now; null where it leaves it alone. Once it has been let go it is content.</summary>
    public int? Wish(int tick, int replicas, int usual, Random chance)
    {
        if (IsSeen(tick)) _seen = (Min, HeldBy is not null);
        // At 0 replicas an HPA is disabled.
        if (_isDone || replicas == 0 || chance.Next(6) > 0) return null;
        if (_seen.Held) return replicas < _seen.Min ? _seen.Min : null;
        return Math.Max(_seen.Min, usual + chance.Next(-1, 2));
    }

    public AutoscalerObservation Observe() => new("web", $"{_version}", Min, Behavior) { HeldBy = HeldBy };

    public void Apply(RemovalStep step, int tick)
    {
        switch (step)
        {
            case RemovalStep.HoldAutoscaler hold when hold.ResourceVersion == $"{_version}":
                (Min, Behavior, HeldBy) = (hold.Min, "disabled", World.Id);
                break;
            case RemovalStep.ReleaseAutoscaler release when release.ResourceVersion == $"{_version}":
                (Min, Behavior, HeldBy, _isDone) = (release.Min, release.Behavior, null, true);
                break;
            default:
                return;
        }

        _version++;
        _changedAt = tick;
    }
}
