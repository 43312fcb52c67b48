using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>
/// What Karmada understands of a kind of template (pkg/resourceinterpreter: native for Kubernetes' kinds, shipped customizations
/// for OpenKruise's): where its replicas are, and how the members' statuses add up.
/// </summary>
/// <param name="HasReplicas">Whether spec.replicas counts pods of spec.template.</param>
/// <param name="Summed">Fields of the status that are sums over the members.</param>
/// <param name="Copied">Fields of the status that are taken from a member.</param>
/// <param name="KeepsZeros">Whether a sum of zero is written; native kinds leave it out as Go does.</param>
internal sealed record TemplateInterpreter(bool HasReplicas, IReadOnlyList<string> Summed, IReadOnlyList<string> Copied, bool KeepsZeros)
{
    private static readonly TemplateInterpreter Deployment = new(
        true, ["replicas", "readyReplicas", "updatedReplicas", "availableReplicas", "unavailableReplicas"], [], KeepsZeros: false);

    private static readonly TemplateInterpreter StatefulSet = new(
        true, ["replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"], ["currentRevision", "updateRevision"], KeepsZeros: false);

    private static readonly TemplateInterpreter CloneSet = new(
        true, ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "updatedReadyReplicas", "expectedUpdatedReplicas"],
        ["updateRevision", "currentRevision", "labelSelector"], KeepsZeros: true);

    private static readonly TemplateInterpreter KruiseStatefulSet = new(
        true, ["replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas", "updatedReadyReplicas"],
        ["updateRevision", "currentRevision", "labelSelector"], KeepsZeros: true);

    private static readonly TemplateInterpreter Autoscaler = new(false, ["currentReplicas", "desiredReplicas"], [], KeepsZeros: false);

    /// <summary>That of an object's kind; null for a kind that Karmada passes on without looking into it.</summary>
    public static TemplateInterpreter? Of(JsonNode template) => (template.Text("apiVersion"), template.Text("kind")) switch
    {
        ("apps/v1", "Deployment") => Deployment,
        ("apps/v1", "StatefulSet") => StatefulSet,
        ("apps.kruise.io/v1alpha1", "CloneSet") => CloneSet,
        ("apps.kruise.io/v1beta1", "StatefulSet") => KruiseStatefulSet,
        ("autoscaling/v2", "HorizontalPodAutoscaler") => Autoscaler,
        _ => null,
    };

    /// <summary>How many replicas the template asks for; 0 for kinds without.</summary>
    public int Replicas(JsonNode template) => HasReplicas ? template.At("spec", "replicas").Int() : 0;

    /// <summary>What one replica needs; null when it asks for nothing.</summary>
    public JsonObject? Requirements(JsonNode template)
    {
        if (!HasReplicas || template.At("spec", "template", "spec") is not { } pod) return null;
        var requirements = new JsonObject();
        if (NodeClaim(pod) is { Count: > 0 } claim) requirements["nodeClaim"] = claim;
        var request = new JsonObject();
        foreach (var (name, milli) in ResourceAmounts.OfPod(pod).All.Where(static each => each.Value > 0).OrderBy(static each => each.Key, StringComparer.Ordinal))
            request[name] = name is "memory" or "ephemeral-storage" ? Bytes(milli / 1000) : Amount.Format(milli);
        if (request.Count > 0) requirements["resourceRequest"] = request;
        return requirements.Count > 0 ? requirements : null;
    }

    private static JsonObject NodeClaim(JsonNode pod)
    {
        var claim = new JsonObject();
        if (pod.At("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution") is { } affinity) claim["hardNodeAffinity"] = affinity.DeepClone();
        if (pod.At("nodeSelector") is JsonObject { Count: > 0 } selector) claim["nodeSelector"] = selector.DeepClone();
        if (pod.At("tolerations") is JsonArray { Count: > 0 } tolerations) claim["tolerations"] = tolerations.DeepClone();
        return claim;
    }

    /// <summary>The canonical binary form: the largest suffix that leaves a whole number.</summary>
    private static string Bytes(long bytes)
    {
        var suffix = "";
        foreach (var next in (ReadOnlySpan<string>)["Ki", "Mi", "Gi", "Ti", "Pi"])
        {
            if (bytes % 1024 != 0) break;
            (bytes, suffix) = (bytes / 1024, next);
        }

        return $"{bytes}{suffix}";
    }
}
