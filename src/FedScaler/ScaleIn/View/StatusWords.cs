using FedScaler.Api.ScaleIns;

namespace FedScaler.ScaleIns.View;

/// <summary>How one pod and one cluster of a ScaleIn stand, in words that every view has in common.</summary>
internal static class StatusWords
{
    public static string Of(ScaleInPodStatus pod) => $"{pod.Cluster}/{pod.Name} {pod.State}{(string.IsNullOrEmpty(pod.Message) ? "" : $": {pod.Message}")}";

    /// <summary>From how many replicas to how many; null while one of them is not known.</summary>
    public static string? Counts(ScaleInClusterStatus? cluster) =>
        cluster is { ReplicasBefore: { } before, ReplicasAfter: { } after } ? $"{before} → {after}" : null;
}
