using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>Works as they are sent to the hub: one manifest each, for Karmada keeps the status of no more than one (mergeStatus).</summary>
internal static class WorkBody
{
    /// <summary>All fields that we own, and no other (server-side apply).</summary>
    /// <param name="version">The Work as it was decided from; null where there was none.</param>
    /// <param name="overwrites">The HPA is there already, and it is ours, or ours to take over.</param>
    public static JsonObject ForApply(ObjectKey work, HpaDocument document, string? version, bool overwrites)
    {
        var manifest = HpaBody.ForApply(document);
        var metadata = (JsonObject)manifest["metadata"]!;
        // It is the Work that is guarded; Karmada writes the HPA whatever its version.
        metadata.Remove("resourceVersion");
        var marks = (JsonObject)metadata["annotations"]!.DeepClone();
        return Compose(work, version, marks, Claim(manifest, work, overwrites), preserves: false);
    }

    /// <summary>The HPA as it was before it was taken over; the marks stay on the Work, by which it is found again should this be cut short.</summary>
    public static JsonObject ForRestore(WorkRecord work, string spec)
    {
        var (ns, name) = (work.Hpa.Key.Namespace, work.Hpa.Key.Name);
        var manifest = new JsonObject
        {
            ["apiVersion"] = "autoscaling/v2",
            ["kind"] = "HorizontalPodAutoscaler",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = JsonNode.Parse(spec),
        };
        var marks = new JsonObject { [HpaMarks.Owner] = work.Owner, [HpaMarks.AdoptedSpec] = spec };
        return Compose(work.Key, work.ResourceVersion, marks, Claim(manifest, work.Key, overwrites: true), preserves: true);
    }

    /// <summary>A merge patch after which the deletion of the Work leaves the HPA where it is.</summary>
    public static JsonObject ForPreserving(string version) => Merge(version, new JsonObject { ["preserveResourcesOnDeletion"] = true });

    /// <summary>A merge patch that keeps Karmada from writing to the member for this Work, or lets it.</summary>
    public static JsonObject ForSuspending(string version, bool suspends) => Merge(version, new JsonObject { ["suspendDispatching"] = suspends });

    /// <summary>A merge patch that puts another manifest in the place of the one that is there.</summary>
    public static JsonObject ForManifest(string version, JsonObject manifest) =>
        Merge(version, new JsonObject { ["workload"] = new JsonObject { ["manifests"] = new JsonArray(manifest) } });

    private static JsonObject Merge(string version, JsonObject spec) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = version },
        ["spec"] = spec,
    };

    private static JsonObject Claim(JsonObject manifest, ObjectKey work, bool overwrites)
    {
        var metadata = (JsonObject)manifest["metadata"]!;
        if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
        if (metadata["annotations"] is not JsonObject annotations) metadata["annotations"] = annotations = [];
        labels[KarmadaKeys.Managed] = "true";
        annotations[KarmadaKeys.WorkNamespace] = work.Namespace;
        annotations[KarmadaKeys.WorkName] = work.Name;
        if (overwrites) annotations[KarmadaKeys.ConflictResolution] = KarmadaKeys.Overwrite;
        return manifest;
    }

    private static JsonObject Compose(ObjectKey work, string? version, JsonObject marks, JsonObject manifest, bool preserves)
    {
        var metadata = new JsonObject
        {
            ["name"] = work.Name,
            ["namespace"] = work.Namespace,
            ["labels"] = new JsonObject { [HpaMarks.ManagedByLabel] = HpaMarks.ManagedByValue },
            ["annotations"] = marks,
            ["finalizers"] = new JsonArray(KarmadaKeys.ExecutionFinalizer),
        };
        if (version is not null) metadata["resourceVersion"] = version;
        return new JsonObject
        {
            ["apiVersion"] = KarmadaResources.Works.ApiVersion,
            ["kind"] = KarmadaResources.Works.Kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["suspendDispatching"] = false,
                ["preserveResourcesOnDeletion"] = preserves,
                ["workload"] = new JsonObject { ["manifests"] = new JsonArray(manifest) },
            },
        };
    }
}
