namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>
/// Turns what the metrics recommend into what is done: stabilization, rate limits, then min and max (kubernetes
/// pkg/controller/podautoscaler/horizontal.go normalizeDesiredReplicas and …WithBehaviors).
/// </summary>
internal static class ReplicaNormalizer
{
    // Without behavior, one step may at most double the replicas, or bring them to 4 (issue kubernetes#32304).
    private const int ScaleUpFactor = 2;
    private const int ScaleUpMinimum = 4;

    private static readonly (string, string) Ready = ("ReadyForNewScale", "recommended size matches current size");
    private static readonly (string, string) Within = ("DesiredWithinRange", "the desired count is within the acceptable range");
    private static readonly (string, string) TooFew = ("TooFewReplicas", "the desired replica count is less than the minimum replica count");
    private static readonly (string, string) TooMany = ("TooManyReplicas", "the desired replica count is more than the maximum replica count");

    private static readonly (string, string) TooFast =
        ("ScaleUpLimit", "the desired replica count is increasing faster than the maximum scale rate");

    private static readonly (string, string) TooFastDown =
        ("ScaleDownLimit", "the desired replica count is decreasing faster than the maximum scale rate");

    private static readonly (string, string) HeldHigh =
        ("ScaleDownStabilized", "recent recommendations were higher than current one, applying the highest recent recommendation");

    private static readonly (string, string) HeldLow =
        ("ScaleUpStabilized", "recent recommendations were lower than current one, applying the lowest recent recommendation");

    public static ScalingDecision Normalize(HpaSpec spec, HpaMemory memory, int current, int recommended, DateTimeOffset now) =>
        spec.HasBehavior ? WithBehavior(spec, memory, current, recommended, now) : Plain(spec, memory, current, recommended, now);

    private static ScalingDecision Plain(HpaSpec spec, HpaMemory memory, int current, int recommended, DateTimeOffset now)
    {
        var stable = memory.Recommendations(now, spec.Down.Stabilization, inclusive: true).Append(recommended).Max();
        memory.ForgetRecommendations(now - spec.Down.Stabilization);
        memory.Recommend(now, recommended);
        var able = stable != recommended ? HeldHigh : Ready;
        var fastest = Math.Max((long)ScaleUpFactor * current, ScaleUpMinimum);
        var (most, why) = spec.MaxReplicas > fastest ? ((int)fastest, TooFast) : (spec.MaxReplicas, TooMany);
        if (stable < spec.MinReplicas) return new(spec.MinReplicas, able, TooFew, true);
        return stable > most ? new(most, able, why, true) : new(stable, able, Within, false);
    }

    private static ScalingDecision WithBehavior(HpaSpec spec, HpaMemory memory, int current, int recommended, DateTimeOffset now)
    {
        var stable = Stabilize(spec, memory, current, recommended, now);
        var held = recommended >= current ? HeldLow : HeldHigh;
        var able = stable != recommended ? held : Ready;
        if (stable > current)
        {
            var limit = spec.Up.UpLimit(current, memory, now);
            var (most, why) = spec.MaxReplicas > limit ? (limit, TooFast) : (spec.MaxReplicas, TooMany);
            if (stable > most) return new(most, able, why, true);
        }
        else if (stable < current)
        {
            var limit = spec.Down.DownLimit(current, memory, now);
            var (fewest, why) = spec.MinReplicas < limit ? (limit, TooFastDown) : (spec.MinReplicas, TooFew);
            if (stable < fewest) return new(fewest, able, why, true);
        }

        return new(stable, able, Within, false);
    }

    /// <summary>Not above the lowest recommendation of the up window, not below the highest of the down window.</summary>
    private static int Stabilize(HpaSpec spec, HpaMemory memory, int current, int recommended, DateTimeOffset now)
    {
        var lowest = memory.Recommendations(now, spec.Up.Stabilization).Append(recommended).Min();
        var highest = memory.Recommendations(now, spec.Down.Stabilization).Append(recommended).Max();
        var longest = spec.Up.Stabilization > spec.Down.Stabilization ? spec.Up.Stabilization : spec.Down.Stabilization;
        memory.ForgetRecommendations(now - longest);
        memory.Recommend(now, recommended);
        return Math.Min(Math.Max(current, lowest), highest);
    }
}
