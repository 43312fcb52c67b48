using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Turns pods as they were read into what Core decides by.</summary>
internal static class PodReading
{
    public const string CostAnnotation = "controller.kubernetes.io/pod-deletion-cost";

    /// <param name="owners">uids of the workload and its ReplicaSets.</param>
    /// <param name="barrier">Label whose value is asked for; null for none.</param>
    public static PodObservation Observe(PodFields pod, IReadOnlySet<string> owners, string? barrier)
    {
        var meta = pod.Metadata;
        var ready = pod.Status?.Conditions?.Find(static condition => condition is { Type: "Ready", Status: "True" });
        return new PodObservation(meta.Name, meta.Uid ?? "")
        {
            Phase = PhaseOf(pod.Status?.Phase),
            IsReady = ready is not null,
            ReadySince = ready?.LastTransitionTime,
            Node = pod.Spec?.NodeName is { Length: > 0 } node ? node : null,
            CostAnnotation = meta.Annotations?.GetValueOrDefault(CostAnnotation),
            Restarts = pod.Status?.ContainerStatuses is { Count: > 0 } containers ? containers.Max(static container => container.RestartCount) : 0,
            Created = meta.CreationTimestamp ?? DateTimeOffset.MinValue,
            IsTerminating = meta.IsDeleting,
            BelongsToTarget = Belongs(pod, owners),
            BarrierValue = barrier is null ? null : meta.Labels?.GetValueOrDefault(barrier),
        };
    }

    public static bool Belongs(PodFields pod, IReadOnlySet<string> owners) => pod.Metadata.Controller is { } controller && owners.Contains(controller.Uid);

    private static PodPhase PhaseOf(string? phase) => phase switch
    {
        null or "" or "Pending" => PodPhase.Pending,
        "Running" => PodPhase.Running,
        "Succeeded" => PodPhase.Succeeded,
        "Failed" => PodPhase.Failed,
        _ => PodPhase.Unknown,
    };
}
