using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>The columns of nodes.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static readonly TableColumn[] All =
    [
        new("Name", "string", (value, _) => value.Name()),
        new("Status", "string", (value, _) => Status(value)),
        new("Roles", "string", (value, _) => Roles(value)),
        new("Age", "string", (value, now) => BuiltInColumns.Since(value.MetadataText("creationTimestamp"), now)),
        new("Version", "string", (value, _) => value.At("status", "nodeInfo", "kubeletVersion")?.ToString() ?? ""),
        Wide("Internal-IP", value => Address(value, "InternalIP")),
        Wide("External-IP", value => Address(value, "ExternalIP")),
        Wide("OS-Image", value => Info(value, "osImage")),
        Wide("Kernel-Version", value => Info(value, "kernelVersion")),
        Wide("Container-Runtime", value => Info(value, "containerRuntimeVersion")),
    ];

    private static TableColumn Wide(string name, Func<JsonObject, string> cell) => new(name, "string", (value, _) => cell(value), Priority: 1);

    private static string Status(JsonObject node)
    {
        var ready = (node.At("status", "conditions") as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(each => each.Text("type") == "Ready");
        var status = ready is null ? "Unknown" : ready.Text("status") == "True" ? "Ready" : "NotReady";
        return node.At("spec", "unschedulable") is JsonValue value && value.TryGetValue(out bool yes) && yes ? status + ",SchedulingDisabled" : status;
    }

    private static string Roles(JsonObject node)
    {
        var roles = (node.At("metadata", "labels") as JsonObject ?? []).Select(label => label.Key)
            .Where(key => key.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(key => key[RolePrefix.Length..]).Order(StringComparer.Ordinal);
        return string.Join(',', roles) is { Length: > 0 } all ? all : "<none>";
    }

    private static string Address(JsonObject node, string type) => (node.At("status", "addresses") as JsonArray ?? []).OfType<JsonObject>()
        .FirstOrDefault(each => each.Text("type") == type).Text("address") ?? "<none>";

    private static string Info(JsonObject node, string name) =>
        (node.At("status", "nodeInfo") as JsonObject).Text(name) is { Length: > 0 } text ? text : "<unknown>";
}
