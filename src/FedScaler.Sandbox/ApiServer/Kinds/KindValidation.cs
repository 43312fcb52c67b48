using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>What built-in kinds refuse, as far as the sandbox's users meet it (pkg/apis/*/validation).</summary>
internal static class KindValidation
{
    /// <summary>Checks an object in its stored version; <paramref name="before"/> is null while it is being created.</summary>
    public static void Check(ResourceType resource, JsonObject? before, JsonObject after, List<StatusCause> causes)
    {
        switch (resource.Group, resource.Plural)
        {
            case ("", "pods"): PodValidation.Check(before, after, causes); break;
            case ("apps", "deployments" or "replicasets" or "statefulsets" or "daemonsets"): WorkloadValidation.Check(resource, before, after, causes); break;
            case ("autoscaling", _): AutoscalerValidation.Check(after, causes); break;
            case ("policy", "poddisruptionbudgets"): Budget(after, causes); break;
            case ("events.k8s.io", _) when before is null: Event(after, causes); break;
            case ("coordination.k8s.io", _): Lease(after, causes); break;
            case ("apiextensions.k8s.io", _): Definition(after, causes); break;
        }
    }

    public static void NotNegative(JsonObject? at, string name, string field, List<StatusCause> causes)
    {
        if (at.Integer(name) is { } number and < 0)
            causes.Add(Causes.Invalid(field, number.ToString(CultureInfo.InvariantCulture), "must be greater than or equal to 0"));
    }

    private static void Budget(JsonObject value, List<StatusCause> causes)
    {
        var spec = value["spec"] as JsonObject;
        if (spec?["minAvailable"] is not null && spec["maxUnavailable"] is not null)
            causes.Add(Causes.Invalid("spec", "{}", "minAvailable and maxUnavailable cannot be both set"));
    }

    /// <summary>Causes name fields as the internal type does, which is core/v1's (pkg/apis/core/validation/events.go).</summary>
    private static void Event(JsonObject value, List<StatusCause> causes)
    {
        // An event in the form of core/v1 has no eventTime and is held to less.
        if (value["deprecatedFirstTimestamp"] is not null || (value["deprecatedSource"] as JsonObject)?.Count > 0) return;
        var regarding = (value["regarding"] as JsonObject).Text("namespace") ?? "";
        var ns = value.Namespace() ?? "";
        if (regarding != ns && !(regarding.Length == 0 && ns == "default"))
            causes.Add(Causes.Invalid("involvedObject.namespace", Causes.Quoted(regarding), "does not match event.namespace"));
        if (value["eventTime"] is null)
        {
            causes.Add(Causes.Required("eventTime"));
        }
        else
        {
            foreach (var (stored, field) in (ReadOnlySpan<(string, string)>)
                [("reportingController", "reportingController"), ("reportingInstance", "reportingInstance"), ("action", "action"), ("reason", "reason")])
            {
                if (string.IsNullOrEmpty(value.Text(stored))) causes.Add(Causes.Required(field));
            }
        }

        if (value.Text("type") is not ("Normal" or "Warning"))
            causes.Add(Causes.Invalid("type", Causes.Quoted(value.Text("type") ?? ""), $"has invalid value: {value.Text("type")}"));
    }

    private static void Lease(JsonObject value, List<StatusCause> causes)
    {
        var spec = value["spec"] as JsonObject;
        if (spec.Integer("leaseDurationSeconds") is { } duration and <= 0)
            causes.Add(Causes.Invalid("spec.leaseDurationSeconds", duration.ToString(CultureInfo.InvariantCulture), "must be greater than 0"));
        NotNegative(spec, "leaseTransitions", "spec.leaseTransitions", causes);
    }

    private static void Definition(JsonObject value, List<StatusCause> causes)
    {
        var spec = value["spec"] as JsonObject;
        var wanted = $"{(spec?["names"] as JsonObject).Text("plural")}.{spec.Text("group")}";
        if (value.Name() != wanted)
            causes.Add(Causes.Invalid("metadata.name", Causes.Quoted(value.Name()), "must be spec.names.plural+\".\"+spec.group"));
        var versions = (spec?["versions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (versions.Count == 0) causes.Add(Causes.Required("spec.versions"));
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].At("schema", "openAPIV3Schema") is null)
                causes.Add(Causes.Required($"spec.versions[{i}].schema.openAPIV3Schema", "schemas are required"));
        }
    }
}
