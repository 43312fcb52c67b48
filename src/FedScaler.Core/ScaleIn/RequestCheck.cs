using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>What is wrong with the request itself, whatever the guarantee.</summary>
internal static class RequestCheck
{
    public static IEnumerable<Refusal> Of(RemovalRequest request, RemovalObservation seen)
    {
        if (request.Pods.IsEmpty)
            return [new("spec.pods", RefusalReason.NoPods, "no pod is named", "name at least one")];
        return request.Pods.Index().SelectMany(pod => OfPod(pod.Index, pod.Item, request, seen));
    }

    private static IEnumerable<Refusal> OfPod(int index, NamedPod pod, RemovalRequest request, RemovalObservation seen)
    {
        var field = $"spec.pods[{index}]";
        var first = FirstLike(pod, request.Pods);
        if (first < index)
            yield return new(field, RefusalReason.DuplicatePod, $"{pod.Cluster}/{pod.Name} is named before, in spec.pods[{first}]", "name each pod once");
        if (seen.Find(pod.Cluster) is not { } cluster)
            yield return new($"{field}.cluster", RefusalReason.UnknownCluster, $"no member is named {pod.Cluster}", "name one that is there");
        else if (cluster is { IsReachable: true, Workload: null })
            yield return new("spec.scaleTargetRef", RefusalReason.TargetMissing, $"{pod.Cluster} has no {request.Kind} {request.Workload}", "name a workload that runs there");
        else if (FoundAs(pod, cluster) is { BelongsToTarget: false })
            yield return new($"{field}.name", RefusalReason.ForeignPod, $"pod {pod.Name} in {pod.Cluster} does not belong to {request.Workload}", "name pods of the workload only");
    }

    /// <summary>The pod that is meant; null where it is gone, or another took its name.</summary>
    public static PodObservation? FoundAs(NamedPod pod, ClusterObservation cluster) =>
        cluster.Pods.FirstOrDefault(one => one.Name == pod.Name && (pod.Uid is null || pod.Uid == one.Uid));

    private static int FirstLike(NamedPod pod, ImmutableArray<NamedPod> all) =>
        all.Index().First(other => other.Item.Cluster == pod.Cluster && other.Item.Name == pod.Name).Index;
}
