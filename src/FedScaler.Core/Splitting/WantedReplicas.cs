namespace FedScaler.Core.Splitting;

/// <summary>
/// What a member's HPA would ask for if it had no maximum. Below its maximum that is its desiredReplicas. At the maximum it
/// is the HPA's own formula over its current metrics, so that one move brings a saturated member all the room that its load
/// needs; where the metrics do not allow that, the double of what runs.
/// Source of the formula: kubernetes.io, "Horizontal Pod Autoscaling, Algorithm details".
/// </summary>
public static class WantedReplicas
{
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
        var deviation = Int128.Abs(metric.Value - metric.Target);
        if (deviation * 1000 <= metric.Target * toleranceMilli) return current;
        return ((current * metric.Value) + metric.Target - 1) / metric.Target;
    }

    private static int Saturate(Int128 replicas) => replicas > int.MaxValue ? int.MaxValue : (int)replicas;
}
