namespace FedScaler.Core.Scheduling;

/// <summary>What a rule brings about while it is in force. Closed: <see cref="Bounds"/> or <see cref="Count"/>.</summary>
public abstract record ScheduleEffect
{
    private ScheduleEffect()
    {
    }

    /// <summary>Bounds on an autoscaler: at least Floor, at most Ceiling; null for no opinion.</summary>
    /// <param name="Floor">The least replicas, 0 or more.</param>
    /// <param name="Ceiling">The most replicas, 1 or more.</param>
    /// <param name="RaisesMax">Whether the autoscaler's own maximum gives way to Ceiling, or to Floor where there is no Ceiling.</param>
    public sealed record Bounds(int? Floor, int? Ceiling, bool RaisesMax) : ScheduleEffect;

    /// <summary>Exactly so many replicas, 0 or more.</summary>
    public sealed record Count(int Replicas) : ScheduleEffect;
}
