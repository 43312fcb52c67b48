using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>One direction of an HPA's behavior, with the defaults of autoscaling/v2 (kubernetes pkg/apis/autoscaling/v2/defaults.go).</summary>
internal sealed record ScalingRules(TimeSpan Stabilization, string SelectPolicy, IReadOnlyList<ScalingPolicy> Policies, double Tolerance)
{
    private static readonly ScalingPolicy[] DefaultUp = [new(false, 4, 15), new(true, 100, 15)];
    private static readonly ScalingPolicy[] DefaultDown = [new(true, 100, 15)];

    public TimeSpan LongestPeriod => TimeSpan.FromSeconds(Policies.Max(policy => policy.PeriodSeconds));

    public static ScalingRules Up(JsonNode? rules, SimulationSettings settings) => Read(rules, TimeSpan.Zero, DefaultUp, settings);

    public static ScalingRules Down(JsonNode? rules, SimulationSettings settings) =>
        Read(rules, settings.HpaDownscaleStabilization, DefaultDown, settings);

    /// <summary>The most that may run now (never below <paramref name="current"/>).</summary>
    public int UpLimit(int current, HpaMemory memory, DateTimeOffset now)
    {
        if (SelectPolicy == "Disabled") return current;
        var limits = Policies.Select(policy => Proposal(policy, Start(policy, current, memory, now), sign: 1));
        return (int)Math.Max(current, SelectPolicy == "Min" ? limits.Min() : limits.Max());
    }

    /// <summary>The fewest that may run now (never above <paramref name="current"/>).</summary>
    public int DownLimit(int current, HpaMemory memory, DateTimeOffset now)
    {
        if (SelectPolicy == "Disabled") return current;
        var limits = Policies.Select(policy => Proposal(policy, Start(policy, current, memory, now), sign: -1));
        return (int)Math.Min(current, SelectPolicy == "Min" ? limits.Max() : limits.Min());
    }

    private static int Start(ScalingPolicy policy, int current, HpaMemory memory, DateTimeOffset now) =>
        current - memory.Added(now, policy.PeriodSeconds) + memory.Removed(now, policy.PeriodSeconds);

    /// <summary>Rounded up when growing, or a small workload would never grow; down (toward zero) when shrinking.</summary>
    private static long Proposal(ScalingPolicy policy, int start, int sign)
    {
        if (!policy.IsPercent) return start + ((long)sign * policy.Value);
        var exact = start * (1 + (sign * policy.Value / 100.0));
        return (long)Math.Min(int.MaxValue, sign > 0 ? Math.Ceiling(exact) : Math.Truncate(exact));
    }

    private static ScalingRules Read(JsonNode? rules, TimeSpan stabilization, ScalingPolicy[] defaults, SimulationSettings settings)
    {
        var policies = rules.At("policies").Items()
            .Select(policy => new ScalingPolicy(policy.Text("type") == "Percent", policy.At("value").Int(), policy.At("periodSeconds").Int()))
            .ToArray();
        return new(
            rules.At("stabilizationWindowSeconds").Number() is { } seconds ? TimeSpan.FromSeconds(seconds) : stabilization,
            rules.At("selectPolicy").Text() ?? "Max",
            policies.Length > 0 ? policies : defaults,
            rules.At("tolerance") is { } tolerance ? Amount.Milli(tolerance) / 1000.0 : settings.HpaTolerance);
    }
}
