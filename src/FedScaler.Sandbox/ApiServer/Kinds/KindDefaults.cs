using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>The defaults of built-in kinds (pkg/apis/*/v1/defaults.go), set in place on an object in its stored version.</summary>
internal static class KindDefaults
{
    public static void Apply(ResourceType resource, JsonObject value)
    {
        switch (resource.Group, resource.Plural)
        {
            case ("", "namespaces"): Namespace(value); break;
            case ("", "nodes"): Node(value); break;
            case ("", "pods"): Pod(value); break;
            case ("", "secrets"): Secret(value); break;
            case ("", "services"): Service(value); break;
            case ("apps", "deployments"): WorkloadDefaults.Deployment(value); break;
            case ("apps", "replicasets"): WorkloadDefaults.ReplicaSet(value); break;
            case ("apps", "statefulsets"): WorkloadDefaults.StatefulSet(value); break;
            case ("apps", "daemonsets"): PodDefaults.Template(value.Child("spec").Child("template")); break;
            case ("autoscaling", _): AutoscalerDefaults.Apply(value); break;
            case ("policy", "poddisruptionbudgets"): Budget(value); break;
            case ("events.k8s.io", "events"): Event(value); break;
            case ("scheduling.k8s.io", _): value.Default("preemptionPolicy", "PreemptLowerPriority"); break;
            case ("apiextensions.k8s.io", _): Definition(value); break;
        }
    }

    private static void Namespace(JsonObject value)
    {
        value.Metadata().Child("labels")["kubernetes.io/metadata.name"] = value.Name();
        value.Child("status").Default("phase", "Active");
    }

    private static void Node(JsonObject value)
    {
        value.Child("spec");
        var status = value.Child("status");
        status.Child("daemonEndpoints").Child("kubeletEndpoint").Default("Port", 0);
        var info = status.Child("nodeInfo");
        foreach (var name in (ReadOnlySpan<string>)
            ["machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion", "kubeProxyVersion", "operatingSystem", "architecture"])
            info.Default(name, "");
    }

    private static void Pod(JsonObject value)
    {
        var spec = value.Child("spec");
        PodDefaults.Spec(spec);
        spec.Default("enableServiceLinks", true);
        value.Child("status").Default("phase", "Pending");
    }

    private static void Secret(JsonObject value)
    {
        value.Default("type", "Opaque");
        if (value["stringData"] is not JsonObject texts) return;
        var data = value.Child("data");
        foreach (var (name, text) in texts)
            data[name] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text?.GetValue<string>() ?? ""));
        value.Remove("stringData");
    }

    private static void Service(JsonObject value)
    {
        var spec = value.Child("spec");
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        spec.Default("internalTrafficPolicy", "Cluster");
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", () => port["port"]?.DeepClone());
        }

        value.Child("status").Child("loadBalancer");
    }

    private static void Budget(JsonObject value)
    {
        var status = value.Child("status");
        foreach (var name in (ReadOnlySpan<string>)["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"]) status.Default(name, 0);
    }

    private static void Event(JsonObject value)
    {
        value.Child("deprecatedSource");
        foreach (var name in (ReadOnlySpan<string>)["eventTime", "deprecatedFirstTimestamp", "deprecatedLastTimestamp"])
        {
            if (!value.ContainsKey(name)) value[name] = null;
        }
    }

    private static void Definition(JsonObject value)
    {
        var spec = value.Child("spec");
        spec.Child("conversion").Default("strategy", "None");
        var names = spec.Child("names");
        if (names.Text("kind") is { } kind)
        {
            names.Default("singular", kind.ToLowerInvariant());
            names.Default("listKind", kind + "List");
        }

        var status = value.Child("status");
        if (!status.ContainsKey("conditions")) status["conditions"] = null;
        status.Default("acceptedNames", () => new JsonObject { ["plural"] = "", ["kind"] = "" });
        status.Default("storedVersions", () => new JsonArray([.. (spec["versions"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(version => version["storage"] is JsonValue storage && storage.TryGetValue(out bool yes) && yes)
            .Select(version => (JsonNode?)version.Text("name"))]));
    }
}
