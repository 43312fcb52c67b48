using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>The columns of pods.</summary>
internal static class PodColumns
{
    public static readonly TableColumn[] All =
    [
        new("Name", "string", (value, _) => value.Name()),
        new("Ready", "string", (value, _) => Ready(value)),
        new("Status", "string", (value, _) => Status(value)),
        new("Restarts", "string", (value, _) => Statuses(value).Sum(each => each.Integer("restartCount") ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Age", "string", (value, now) => BuiltInColumns.Since(value.MetadataText("creationTimestamp"), now)),
        Wide("IP", "status", "podIP"),
        Wide("Node", "spec", "nodeName"),
        Wide("Nominated Node", "status", "nominatedNodeName"),
        new("Readiness Gates", "string", (_, _) => "<none>", Priority: 1),
    ];

    private static TableColumn Wide(string name, params string[] path) => BuiltInColumns.Text(name, path) with { Priority = 1 };

    private static string Ready(JsonObject pod)
    {
        var statuses = Statuses(pod).ToList();
        var ready = statuses.Count(each => each["ready"] is JsonValue value && value.TryGetValue(out bool yes) && yes);

        // A pod whose kubelet reports no container statuses is judged by its Ready condition.
        var total = (pod.At("spec", "containers") as JsonArray)?.Count ?? 0;
        if (statuses.Count == 0 && IsReady(pod)) ready = total;
        return $"{ready}/{total}";
    }

    private static string Status(JsonObject pod)
    {
        if (pod.IsBeingDeleted()) return "Terminating";
        var status = pod["status"] as JsonObject;
        var waiting = Statuses(pod).Select(each => (each.At("state", "waiting") as JsonObject).Text("reason")).FirstOrDefault(reason => reason is not null);
        return waiting ?? status.Text("reason") ?? status.Text("phase") ?? "Unknown";
    }

    private static bool IsReady(JsonObject pod) => (pod.At("status", "conditions") as JsonArray ?? []).OfType<JsonObject>()
        .Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private static IEnumerable<JsonObject> Statuses(JsonObject pod) => (pod.At("status", "containerStatuses") as JsonArray ?? []).OfType<JsonObject>();
}
