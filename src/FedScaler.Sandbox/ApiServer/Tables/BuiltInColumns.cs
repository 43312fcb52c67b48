using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>The columns of built-in kinds (pkg/printers/internalversion/printers.go); name and age where nothing else is said.</summary>
internal static class BuiltInColumns
{
    private static readonly TableColumn Name = new("Name", "string", (value, _) => value.Name());
    private static readonly TableColumn Age = new("Age", "string", (value, now) => Since(value.MetadataText("creationTimestamp"), now));

    private static readonly TableColumn[] Namespaces = [Name, Text("Status", "status", "phase"), Age];

    private static readonly TableColumn[] ConfigMaps = [Name, new("Data", "string", (value, _) => (value["data"] as JsonObject)?.Count ?? 0), Age];

    private static readonly TableColumn[] Secrets =
        [Name, Text("Type", "type"), new("Data", "string", (value, _) => (value["data"] as JsonObject)?.Count ?? 0), Age];

    private static readonly TableColumn[] ReplicaSets =
    [
        Name, Count("Desired", "spec", "replicas"), Count("Current", "status", "replicas"), Count("Ready", "status", "readyReplicas"), Age,
    ];

    private static readonly TableColumn[] Deployments =
    [
        Name, Ready(), Count("Up-to-date", "status", "updatedReplicas"), Count("Available", "status", "availableReplicas"), Age, Containers(), Images(), Selector(),
    ];

    private static readonly TableColumn[] StatefulSets = [Name, Ready(), Age, Containers(), Images()];

    private static readonly TableColumn[] Budgets =
    [
        Name,
        new("Min Available", "string", (value, _) => value.At("spec", "minAvailable")?.ToString() ?? "N/A"),
        new("Max Unavailable", "string", (value, _) => value.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
        Count("Allowed Disruptions", "status", "disruptionsAllowed"),
        Age,
    ];

    private static readonly TableColumn[] Leases = [Name, Text("Holder", "spec", "holderIdentity"), Age];

    private static readonly TableColumn[] Definitions = [Name, new("Created At", "date", (value, _) => value.MetadataText("creationTimestamp"))];

    private static readonly TableColumn[] Others = [Name, Age];

    public static IReadOnlyList<TableColumn> Of(ResourceType resource) => resource switch
    {
        { Group: "", Plural: "pods" } => PodColumns.All,
        { Group: "", Plural: "nodes" } => NodeColumns.All,
        { Group: "", Plural: "namespaces" } => Namespaces,
        { Group: "", Plural: "configmaps" } => ConfigMaps,
        { Group: "", Plural: "secrets" } => Secrets,
        { Plural: "events" } => EventColumns.Of(resource),
        { Group: "apps", Plural: "deployments" } => Deployments,
        { Group: "apps", Plural: "replicasets" } => ReplicaSets,
        { Group: "apps", Plural: "statefulsets" } => StatefulSets,
        { Group: "autoscaling" } => AutoscalerColumns.All,
        { Group: "policy" } => Budgets,
        { Group: "coordination.k8s.io" } => Leases,
        { Group: "apiextensions.k8s.io" } => Definitions,
        _ => Others,
    };

    public static string Since(string? time, DateTimeOffset now) =>
        time is not null && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var then)
            ? HumanDuration.Print(now - then)
            : "<unknown>";

    public static TableColumn Text(string name, params string[] path) =>
        new(name, "string", (value, _) => value.At(path)?.ToString() ?? "<none>");

    public static TableColumn Count(string name, params string[] path) => new(name, "integer", (value, _) => value.At(path).AsInteger() ?? 0);

    private static TableColumn Ready() => new(
        "Ready", "string", (value, _) => $"{value.At("status", "readyReplicas").AsInteger() ?? 0}/{value.At("spec", "replicas").AsInteger() ?? 0}");

    private static TableColumn Containers() => new("Containers", "string", (value, _) => Each(value, "name"), Priority: 1);

    private static TableColumn Images() => new("Images", "string", (value, _) => Each(value, "image"), Priority: 1);

    private static TableColumn Selector() => new(
        "Selector",
        "string",
        (value, _) => Selectors.LabelSelector.FromObject(value.At("spec", "selector") as JsonObject)?.ToString() ?? "<none>",
        Priority: 1);

    private static string Each(JsonObject value, string field) => string.Join(
        ',',
        (value.At("spec", "template", "spec", "containers") as JsonArray ?? []).Select(container => (container as JsonObject).Text(field)));
}
