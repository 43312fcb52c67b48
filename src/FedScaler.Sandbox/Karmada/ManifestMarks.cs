using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada;

/// <summary>What Karmada does to a manifest on its way into a Work: takes off what an API server alone decides, and notes what it put on.</summary>
internal static class ManifestMarks
{
    private static readonly string[] ServersMetadata =
    [
        "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "managedFields", "resourceVersion", "selfLink", "uid",
        "ownerReferences", "finalizers",
    ];

    /// <summary>Removes what means nothing in another cluster (pkg/resourceinterpreter/default/native/prune).</summary>
    public static void Prune(JsonObject manifest)
    {
        if (manifest["metadata"] is not JsonObject metadata) return;
        foreach (var name in ServersMetadata) metadata.Remove(name);
        manifest.Remove("status");
        switch (manifest.Text("kind"))
        {
            case "Deployment":
                Unset(metadata, "annotations", "deployment.kubernetes.io/revision");
                break;
            case "Service" when manifest["spec"] is JsonObject service && service.Text("clusterIP") != "None":
                service.Remove("clusterIP");
                service.Remove("clusterIPs");
                break;
            case "ServiceAccount":
                manifest.Remove("secrets");
                break;
        }
    }

    /// <summary>Gives a manifest its Work's id, and the lists of its labels and annotations by which a later removal is told from a member's own.</summary>
    public static void Record(JsonObject manifest, string workId)
    {
        var metadata = manifest.Ensure("metadata");
        var labels = metadata.Ensure("labels");
        labels.Put(KarmadaKeys.WorkId, workId);
        var annotations = metadata.Ensure("annotations");
        foreach (var name in (ReadOnlySpan<string>)[KarmadaKeys.ManagedAnnotations, KarmadaKeys.ManagedLabels])
        {
            if (!annotations.ContainsKey(name)) annotations[name] = "";
        }

        annotations[KarmadaKeys.ManagedAnnotations] = Names(annotations);
        annotations[KarmadaKeys.ManagedLabels] = Names(labels);
    }

    public static void Label(JsonObject value, string name, string? text) => value.Ensure("metadata").Ensure("labels").Put(name, text);

    public static void Annotate(JsonObject value, string name, string? text) => value.Ensure("metadata").Ensure("annotations").Put(name, text);

    public static string? LabelOf(JsonNode? value, string name) => value.At("metadata", "labels", name).Text();

    public static string? AnnotationOf(JsonNode? value, string name) => value.At("metadata", "annotations", name).Text();

    /// <summary>Takes an entry out of a map, and the map with its last.</summary>
    public static bool Unset(JsonObject parent, string map, string name)
    {
        if (parent[map] is not JsonObject entries || !entries.Remove(name)) return false;
        if (entries.Count == 0) parent.Remove(map);
        return true;
    }

    private static string Names(JsonObject map) => string.Join(',', map.Select(static entry => entry.Key).Order(StringComparer.Ordinal));
}
