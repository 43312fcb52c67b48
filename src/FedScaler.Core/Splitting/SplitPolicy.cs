namespace FedScaler.Core.Splitting;

/// <summary>What the user asks for over the whole fleet, checked and with its defaults in.</summary>
/// <param name="MinReplicas">At least 1; not above <paramref name="MaxReplicas"/>. After schedules.</param>
/// <param name="MaxReplicas">After schedules.</param>
public sealed record SplitPolicy(
    int MinReplicas,
    int MaxReplicas,
    SplitStrategy Strategy = SplitStrategy.FreeCapacity,
    SpreadPolicy Spread = SpreadPolicy.Always)
{
    /// <summary>Drift below this share of the maximum is let be, in percent, 0 to 100.</summary>
    public int TolerancePercent { get; init; } = 10;

    /// <summary>How long drift, idleness and room given for demand are let stand.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>At most this share of the maximum moves in one step toward the ideal, in percent, 1 to 100.</summary>
    public int MaxMovePercent { get; init; } = 25;

    public FailoverMode Failover { get; init; } = FailoverMode.Reassign;

    /// <summary>How long a silent member keeps its share under <see cref="FailoverMode.Reassign"/>.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(300);
}
