namespace FedScaler.Sandbox.Simulation;

/// <summary>How a simulated member behaves. The defaults are those of a stock cluster (kube-controller-manager's flags).</summary>
public sealed record SimulationSettings
{
    /// <summary>Everything random (names) comes from it: the same seed and input give the same sequence of writes.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>From binding a pod to its being Running and Ready.</summary>
    public TimeSpan PodStartup { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a container takes to end after SIGTERM; never more than the pod's own grace period.</summary>
    public TimeSpan PodTermination { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a pod stays bound to a node that is not ready (the default tolerationSeconds of not-ready:NoExecute).</summary>
    public TimeSpan NotReadyEviction { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far the workload controllers' cache of pods is behind the store to begin with; <see cref="MemberSimulation.PodCacheLag"/> changes it.</summary>
    public TimeSpan PodCacheLag { get; init; }

    /// <summary>--horizontal-pod-autoscaler-sync-period</summary>
    public TimeSpan HpaSyncPeriod { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>--horizontal-pod-autoscaler-tolerance, as a ratio; behavior's own tolerance goes before it.</summary>
    public double HpaTolerance { get; init; } = 0.1;

    /// <summary>--horizontal-pod-autoscaler-downscale-stabilization</summary>
    public TimeSpan HpaDownscaleStabilization { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>--horizontal-pod-autoscaler-cpu-initialization-period</summary>
    public TimeSpan HpaCpuInitializationPeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>--horizontal-pod-autoscaler-initial-readiness-delay</summary>
    public TimeSpan HpaInitialReadinessDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time over which metrics-server averages cpu: a pod ready for less has no full sample yet.</summary>
    public TimeSpan MetricsWindow { get; init; } = TimeSpan.FromSeconds(15);
}
