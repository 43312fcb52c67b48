using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>HPAs as they are sent to a member.</summary>
internal static class HpaBody
{
    /// <summary>All fields that we own, and no other (server-side apply).</summary>
    public static JsonObject ForApply(HpaDocument document)
    {
        var annotations = new JsonObject { [HpaMarks.Owner] = document.Owner, [HpaMarks.Document] = document.DocumentHash };
        if (document.AdoptedSpec is { } adopted) annotations[HpaMarks.AdoptedSpec] = adopted;
        var target = document.Target;
        var spec = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["name"] = target.Name },
            ["minReplicas"] = document.Share.Min,
            ["maxReplicas"] = document.Share.Max,
        };
        if (document.Metrics is { } metrics) spec["metrics"] = metrics.DeepClone();
        if (document.Behavior is { } behavior) spec["behavior"] = behavior.DeepClone();
        var metadata = new JsonObject
        {
            ["name"] = document.Name,
            ["namespace"] = target.Namespace,
            ["annotations"] = annotations,
        };
        // One that was taken over keeps its labels: what its own people's tools go by is theirs, and is there when it is given back.
        if (document.AdoptedSpec is null) metadata["labels"] = new JsonObject { [HpaMarks.ManagedByLabel] = HpaMarks.ManagedByValue };
        if (document.ResourceVersion is { } version) metadata["resourceVersion"] = version;
        return new JsonObject { ["apiVersion"] = "autoscaling/v2", ["kind"] = "HorizontalPodAutoscaler", ["metadata"] = metadata, ["spec"] = spec };
    }

    /// <summary>
    /// A merge patch that takes off what a ScaleIn that is gone left there, to be followed by an apply, which cannot take away what
    /// it does not own. Without the hash of its document, it counts as not written until that apply has come.
    /// </summary>
    public static JsonObject ForLettingGo(string resourceVersion) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = resourceVersion,
            ["annotations"] = new JsonObject { [HpaMarks.HeldBy] = null, [HpaMarks.Document] = null },
        },
        ["spec"] = new JsonObject { ["behavior"] = null },
    };

    /// <summary>Turns an HPA of ours, as it was read, into what it was before: its spec, and nothing of ours on it.</summary>
    public static void Restore(JsonObject hpa, string spec)
    {
        hpa["spec"] = JsonNode.Parse(spec);
        hpa.Remove("status");
        var metadata = hpa["metadata"] as JsonObject ?? [];
        if (metadata["labels"] is JsonObject labels && (string?)labels[HpaMarks.ManagedByLabel] == HpaMarks.ManagedByValue)
            RemoveFrom(metadata, "labels", labels, [HpaMarks.ManagedByLabel]);
        if (metadata["annotations"] is JsonObject annotations)
            RemoveFrom(metadata, "annotations", annotations, [HpaMarks.Owner, HpaMarks.Document, HpaMarks.AdoptedSpec, HpaMarks.HeldBy, HpaMarks.Epoch]);

        // The server keeps what an update says of managedFields: without our entry we own nothing there any more.
        if (metadata["managedFields"] is JsonArray managers)
        {
            foreach (var own in managers.Where(m => (string?)m?["manager"] == HpaMarks.FieldManager).ToList()) managers.Remove(own);
        }
    }

    /// <summary>An empty map is none: an object that never had one is given back without it.</summary>
    private static void RemoveFrom(JsonObject metadata, string map, JsonObject entries, ReadOnlySpan<string> names)
    {
        foreach (var name in names) entries.Remove(name);
        if (entries.Count == 0) metadata.Remove(map);
    }
}
