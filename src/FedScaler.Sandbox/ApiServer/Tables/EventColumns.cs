using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>The columns of events, in either of their groups.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<TableColumn> Of(ResourceType resource)
    {
        var isCore = resource.Group.Length == 0;
        var about = isCore ? "involvedObject" : "regarding";
        var note = isCore ? "message" : "note";
        return
        [
            new("Last Seen", "string", (value, now) => BuiltInColumns.Since(LastSeen(value), now)),
            new("Type", "string", (value, _) => value.Text("type")),
            new("Reason", "string", (value, _) => value.Text("reason")),
            new("Object", "string", (value, _) => Named(value[about] as JsonObject)),
            new("Message", "string", (value, _) => value.Text(note)?.Trim()),
            new("Name", "string", (value, _) => value.Name(), Priority: 1),
        ];
    }

    private static string? LastSeen(JsonObject value) =>
        (value["series"] as JsonObject).Text("lastObservedTime")
        ?? value.Text("lastTimestamp") ?? value.Text("deprecatedLastTimestamp") ?? value.Text("eventTime") ?? value.MetadataText("creationTimestamp");

    private static string Named(JsonObject? about) => $"{about.Text("kind")?.ToLowerInvariant()}/{about.Text("name")}";
}
