using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>
/// A target's pods by what their samples are good for (groupPods of kubernetes podautoscaler/replica_calculator.go): those that
/// count, those too young or unready to count, those without a sample.
/// </summary>
internal sealed class PodGroups
{
    public List<(PodView Pod, long Value)> Counted { get; } = [];

    public List<PodView> Ignored { get; } = [];

    public List<PodView> Missing { get; } = [];

    /// <param name="isCpu">Only cpu samples of starting pods mislead: starting takes cpu that serving does not.</param>
    public static PodGroups Of(IEnumerable<PodView> pods, Func<PodView, long?> sample, bool isCpu, SimulationSettings settings, DateTimeOffset now)
    {
        var groups = new PodGroups();
        foreach (var pod in pods)
        {
            if (pod.IsTerminating || pod.Phase == PodPhase.Failed) continue;
            if (pod.Phase == PodPhase.Pending) groups.Ignored.Add(pod);
            else if (sample(pod) is not { } value) groups.Missing.Add(pod);
            else if (isCpu && IsStarting(pod, settings, now)) groups.Ignored.Add(pod);
            else groups.Counted.Add((pod, value));
        }

        return groups;
    }

    private static bool IsStarting(PodView pod, SimulationSettings settings, DateTimeOffset now)
    {
        if (!pod.HasReadyCondition || pod is not { StartTime: { } started, ReadyChanged: { } changed }) return true;
        return started + settings.HpaCpuInitializationPeriod > now
            ? !pod.IsReady || now < changed + settings.MetricsWindow
            : !pod.IsReady && started + settings.HpaInitialReadinessDelay > changed;
    }
}
