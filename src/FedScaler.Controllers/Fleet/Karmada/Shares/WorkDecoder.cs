using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>Reads a Work of ours.</summary>
internal sealed class WorkDecoder : JsonDecoder<WorkRecord>
{
    public override WorkRecord Read(ref Utf8JsonReader reader) =>
        Read(JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("no object where a Work belongs"));

    /// <summary>The one manifest; an empty one where there is none.</summary>
    public static JsonObject ManifestOf(JsonObject work) => work.At("spec", "workload", "manifests").Items().OfType<JsonObject>().FirstOrDefault() ?? [];

    public static WorkRecord Read(JsonObject work)
    {
        var (meta, spec) = (work["metadata"], work["spec"]);
        var annotations = meta.At("annotations");
        var ns = meta.At("namespace").Text();
        var applied = work.At("status", "conditions").Items().FirstOrDefault(static condition => condition.At("type").Text() == "Applied");
        return new WorkRecord(
            new ObjectKey(ns, meta.At("name").Text() ?? ""), meta.At("uid").Text() ?? "", meta.At("resourceVersion").Text() ?? "", KarmadaKeys.ClusterOf(ns) ?? "",
            annotations.At(HpaMarks.Owner).Text() ?? "", ReadHpa(work))
        {
            Generation = meta.At("generation").LongInteger() ?? 0,
            AdoptedSpec = annotations.At(HpaMarks.AdoptedSpec).Text(),
            IsDeleting = meta.At("deletionTimestamp") is not null,
            Suspended = IsTrue(spec.At("suspendDispatching")),
            Preserves = IsTrue(spec.At("preserveResourcesOnDeletion")),
            Failure = applied.At("status").Text() == "False" ? applied.At("message").Text() ?? "Karmada does not say why" : null,
            Applied = applied.At("status").Text() == "True",
        };
    }

    private static HpaRecord ReadHpa(JsonObject work)
    {
        var hpa = (JsonObject)ManifestOf(work).DeepClone();
        var status = work.At("status", "manifestStatuses").Items().FirstOrDefault().At("status");
        if (status is not null) hpa["status"] = status.DeepClone();
        return HpaDecoder.Read(hpa);
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool truth) && truth;
}
