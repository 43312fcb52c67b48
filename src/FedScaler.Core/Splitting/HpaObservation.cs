using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>What a member's HPA says of itself.</summary>
public sealed record HpaObservation
{
    public int MaxReplicas { get; init; }

    public int CurrentReplicas { get; init; }

    public int DesiredReplicas { get; init; }

    /// <summary>Condition ScalingLimited is True with reason TooManyReplicas.</summary>
    public bool LimitedByMax { get; init; }

    /// <summary>Condition ScalingActive is False: its numbers say nothing about demand.</summary>
    public bool Inactive { get; init; }

    /// <summary>Every metric that could be read; those that could not be are left out.</summary>
    public ImmutableArray<MetricReading> Metrics { get; init; } = [];

    /// <summary>Whether some metric of the spec could not be read.</summary>
    public bool MetricsIncomplete { get; init; }

    /// <summary>Deviation from the target that counts as none, in thousandths; 100 unless behavior.scaleUp.tolerance says otherwise.</summary>
    public int ToleranceMilli { get; init; } = 100;
}
