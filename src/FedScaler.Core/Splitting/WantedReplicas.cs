namespace FedScaler.Core.Splitting;

/// <summary>
/// What a member's HPA would ask for if it had no maximum. Below its maximum that is its desiredReplicas. At the maximum it
/// is the HPA's own formula over its current metrics, so that one move brings a saturated member all the room that its load
/// needs; where the metrics do not allow that, the double of what runs.
/// Source of the formula: kubernetes.io, "Horizontal Pod Autoscaling, Algorithm details".
/// </summary>
public static class WantedReplicas
{
    /// <summary>Readings above are halved together with their target: times 2³¹ replicas they would pass 128 bits.</summary>
    private static readonly Int128 Largest = Int128.One << 94;

    /// <param name="hpa">The HPA's status; null when there is none.</param>
    /// <param name="runs">spec.replicas of the target.</param>
    /// <returns>Replicas, at least 0, at most int32's maximum.</returns>
    public static int Of(HpaObservation? hpa, int runs)
    {
        if (hpa is null || hpa.Inactive || hpa.DesiredReplicas <= 0) return runs;
        if (hpa.DesiredReplicas < hpa.MaxReplicas && !hpa.LimitedByMax) return hpa.DesiredReplicas;
        if (hpa.Metrics.IsEmpty || hpa.MetricsIncomplete)
            return hpa.LimitedByMax ? Saturate(Int128.Max(hpa.DesiredReplicas, 2 * (Int128)Math.Max(runs, 1))) : hpa.DesiredReplicas;
        var current = Math.Max(hpa.CurrentReplicas, 1);
        Int128 most = 0;
        foreach (var metric in hpa.Metrics)
            most = Int128.Max(most, Proposal(metric, current, hpa.ToleranceMilli));
        return Saturate(Int128.Max(most, hpa.DesiredReplicas));
    }

    /// <summary>ceil(current × value ÷ target); within the tolerance nothing changes.</summary>
    private static Int128 Proposal(MetricReading metric, int current, int toleranceMilli)
    {
        if (metric.Target <= 0) return current;
        if (metric.Value <= 0) return 0;
        Int128 value = metric.Value, target = metric.Target;
        while (value > Largest || target > Largest)
        {
            value >>= 1;
            target = Int128.Max(1, target >> 1);
        }

        if (Int128.Abs(value - target) * 1000 <= target * toleranceMilli) return current;
        return ((current * value) + target - 1) / target;
    }

    private static int Saturate(Int128 replicas) => replicas > int.MaxValue ? int.MaxValue : (int)replicas;
}
