using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Defaults of pods and pod templates (pkg/apis/core/v1/defaults.go).</summary>
internal static class PodDefaults
{
    public static void Template(JsonObject template)
    {
        template.Child("metadata");
        Spec(template.Child("spec"));
    }

    public static void Spec(JsonObject spec)
    {
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in (spec[list] as JsonArray ?? []).OfType<JsonObject>()) Container(container);
        }

        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        if (spec.Text("serviceAccountName") is { } account) spec.Default("serviceAccount", account);
        else if (spec.Text("serviceAccount") is { } former) spec["serviceAccountName"] = former;
        spec.Default("securityContext", () => new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        foreach (var volume in (spec["volumes"] as JsonArray ?? []).OfType<JsonObject>()) Volume(volume);
    }

    private static void Container(JsonObject container)
    {
        foreach (var port in (container["ports"] as JsonArray ?? []).OfType<JsonObject>()) port.Default("protocol", "TCP");
        foreach (var variable in (container["env"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (variable.At("valueFrom", "fieldRef") is JsonObject reference) reference.Default("apiVersion", "v1");
        }

        Resources(container.Child("resources"));
        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[name] is JsonObject probe) Probe(probe);
        }

        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("imagePullPolicy", IsLatest(container.Text("image") ?? "") ? "Always" : "IfNotPresent");
    }

    /// <summary>A limit without a request is the request too.</summary>
    private static void Resources(JsonObject resources)
    {
        if (resources["limits"] is not JsonObject { Count: > 0 } limits) return;
        var requests = resources.Child("requests");
        foreach (var (name, limit) in limits)
        {
            if (limit is not null) requests.Default(name, () => limit.DeepClone());
        }
    }

    private static void Probe(JsonObject probe)
    {
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        if (probe["httpGet"] is JsonObject get)
        {
            get.Default("path", "/");
            get.Default("scheme", "HTTP");
        }
    }

    private static void Volume(JsonObject volume)
    {
        const int DefaultMode = 420; // 0644
        foreach (var name in (ReadOnlySpan<string>)["configMap", "secret", "projected", "downwardAPI"])
        {
            if (volume[name] is JsonObject source) source.Default("defaultMode", DefaultMode);
        }

        if (volume.Count == 1) volume["emptyDir"] = new JsonObject();
    }

    private static bool IsLatest(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal)) return false;
        var tag = image.LastIndexOf(':');
        return tag <= image.LastIndexOf('/') || image[(tag + 1)..] == "latest";
    }
}
