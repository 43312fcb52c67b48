using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Validation of pods and of pod templates (pkg/apis/core/validation).</summary>
internal static class PodValidation
{
    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";

    /// <summary>What of a pod's spec may change after it was created.</summary>
    private static readonly string[] Mutable = ["tolerations", "activeDeadlineSeconds", "terminationGracePeriodSeconds", "schedulingGates"];

    public static void Check(JsonObject? before, JsonObject after, List<StatusCause> causes)
    {
        Spec(after["spec"] as JsonObject, "spec", causes);
        Annotations(after, causes);
        if (before is null) return;
        Annotations(after, causes); // ValidatePodUpdate looks at the pod and at its metadata: a bad cost is named twice
        if (!JsonNode.DeepEquals(Fixed(before), Fixed(after)))
        {
            causes.Add(Causes.Forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }
    }

    public static void Spec(JsonObject? spec, string path, List<StatusCause> causes)
    {
        if (spec?["containers"] is not JsonArray { Count: > 0 } containers)
        {
            causes.Add(Causes.Required($"{path}.containers"));
            return;
        }

        var names = new HashSet<string>();
        for (var i = 0; i < containers.Count; i++)
        {
            var at = $"{path}.containers[{i}]";
            var container = containers[i] as JsonObject;
            if (container.Text("name") is not { Length: > 0 } name) causes.Add(Causes.Required($"{at}.name"));
            else if (!names.Add(name)) causes.Add(new("FieldValueDuplicate", $"{at}.name", $"Duplicate value: \"{name}\""));
            if (string.IsNullOrEmpty(container.Text("image"))) causes.Add(Causes.Required($"{at}.image"));
        }
    }

    private static void Annotations(JsonObject value, List<StatusCause> causes)
    {
        if (value.At("metadata", "annotations") is not JsonObject annotations || annotations.Text(DeletionCost) is not { } cost) return;
        if (!int.TryParse(cost, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            causes.Add(Causes.Invalid($"metadata.annotations[{DeletionCost}]", Causes.Quoted(cost), "must be a 32bit integer"));
    }

    private static JsonObject Fixed(JsonObject pod)
    {
        var spec = (JsonObject)(pod["spec"]?.DeepClone() ?? new JsonObject());
        foreach (var field in Mutable) spec.Remove(field);
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in (spec[list] as JsonArray ?? []).OfType<JsonObject>()) container.Remove("image");
        }

        return spec;
    }
}
