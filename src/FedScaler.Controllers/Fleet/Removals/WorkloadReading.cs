using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Reads workloads and ReplicaSets.</summary>
internal static class WorkloadReading
{
    /// <summary>Null where it keeps its count elsewhere than in spec.replicas, so that no commit could lower it.</summary>
    public static WorkloadObservation? Read(JsonObject workload, TargetKind kind)
    {
        var (meta, spec, status) = (workload["metadata"], workload["spec"], workload["status"]);
        // Their controllers take an absent count for 1; servers fill it in.
        if ((spec.At("replicas").Integer() ?? (kind == TargetKind.Other ? null : 1)) is not { } replicas) return null;
        var generation = meta.At("generation").LongInteger() ?? 0;
        var running = status.At("replicas").Integer() ?? 0;
        return new WorkloadObservation(meta.At("resourceVersion").Text() ?? "", replicas)
        {
            Generation = generation,
            // Go leaves zeros out; a kind that is not known may count neither.
            ObservedGeneration = status.At("observedGeneration").LongInteger() ?? (kind == TargetKind.Other ? generation : 0),
            StatusReplicas = running,
            UpdatedReplicas = status.At("updatedReplicas").Integer() ?? (kind == TargetKind.Other ? running : 0),
            CommitAnnotation = meta.At("annotations", CommitToken.Annotation).Text(),
            ForeignReplicasManager = ReplicasOwner.FindForeign(meta),
            OrdinalsStart = spec.At("ordinals", "start").Integer() ?? 0,
            IsOrdered = kind is TargetKind.StatefulSet or TargetKind.KruiseStatefulSet && spec.At("podManagementPolicy").Text() is null or "" or "OrderedReady",
            ReserveOrdinals = ReservedOrdinals.Read(spec.At("reserveOrdinals")),
            PodsToDelete = [.. spec.At("scaleStrategy", "podsToDelete").Items().Select(static name => name.Text()).OfType<string>()],
            HasVolumeClaims = spec.At("volumeClaimTemplates").Items().Any(),
        };
    }

    public static string UidOf(JsonObject workload) => workload.At("metadata", "uid").Text() ?? "";

    /// <summary>The selector of its pods as list calls take it; null where it tells none.</summary>
    public static string? SelectorOf(JsonObject workload)
    {
        var (spec, status) = (workload["spec"], workload["status"]);
        var selector = spec.At("selector") ?? status.At("selector") ?? status.At("labelSelector");
        return selector is not null && PodSelector.Read(selector.ToElement()).Text is { Length: > 0 } text ? text : null;
    }

    /// <summary>uid of the controller that an object names as its own; null for none.</summary>
    public static string? ControllerOf(JsonObject owned) =>
        owned.At("metadata", "ownerReferences").Items().FirstOrDefault(static owner => owner.At("controller") is JsonValue flag && flag.TryGetValue(out bool isController) && isController)
            .At("uid").Text();

    /// <summary>Those ReplicaSets that have pods or ought to.</summary>
    public static ImmutableArray<ReplicaSetObservation> ActiveOf(IEnumerable<JsonObject> sets) =>
    [
        .. from set in sets
           let running = set.At("status", "replicas").Integer() ?? 0
           where running > 0 || set.At("spec", "replicas").Integer() is not 0
           select new ReplicaSetObservation(UidOf(set), running, set.At("status", "fullyLabeledReplicas").Integer() ?? 0),
    ];
}
