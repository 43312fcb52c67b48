using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>Reads the resources that a CustomResourceDefinition declares, one a served version.</summary>
internal static class CustomResources
{
    private static readonly PrinterColumn Age = new("Age", "date", ".metadata.creationTimestamp");

    public static IEnumerable<ServedResource> Of(JsonObject definition)
    {
        var spec = definition["spec"] as JsonObject;
        var names = spec?["names"] as JsonObject;
        if (spec is null || names is null) yield break;
        foreach (var version in (spec["versions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (version["served"] is JsonValue served && served.TryGetValue(out bool yes) && yes) yield return Read(spec, names, version);
        }
    }

    private static ServedResource Read(JsonObject spec, JsonObject names, JsonObject version)
    {
        var kind = names.Text("kind") ?? "";
        var type = new ResourceType(
            spec.Text("group") ?? "", version.Text("name") ?? "", names.Text("plural") ?? "", kind, spec.Text("scope") != "Cluster");
        var subresources = version["subresources"] as JsonObject;
        return new ServedResource(type, CustomSchemas.ReadRoot(version.At("schema", "openAPIV3Schema") as JsonObject))
        {
            Singular = names.Text("singular") ?? kind.ToLowerInvariant(),
            ListKind = names.Text("listKind") ?? kind + "List",
            ShortNames = Texts(names["shortNames"]),
            Categories = Texts(names["categories"]),
            HasStatus = subresources?["status"] is JsonObject,
            Scale = subresources?["scale"] is JsonObject scale ? ReadScale(scale) : null,
            IsCustom = true,
            Columns = version["additionalPrinterColumns"] is JsonArray { Count: > 0 } columns
                ? [.. columns.OfType<JsonObject>().Select(ReadColumn)]
                : [Age],
        };
    }

    private static ScalePaths ReadScale(JsonObject scale) => new(
        ScalePaths.Path(scale.Text("specReplicasPath") ?? ".spec.replicas"),
        ScalePaths.Path(scale.Text("statusReplicasPath") ?? ".status.replicas"),
        scale.Text("labelSelectorPath") is { } selector ? ScalePaths.Path(selector) : null,
        SelectorIsObject: false);

    private static PrinterColumn ReadColumn(JsonObject column)
    {
        var path = column.Text("jsonPath") ?? "";
        return new PrinterColumn(
            column.Text("name") ?? "",
            column.Text("type") ?? "string",
            path,
            column.Text("format") ?? "",
            column.Text("description") ?? $"Custom resource definition column (in JSONPath format): {path}",
            (int)(column.Integer("priority") ?? 0));
    }

    private static string[] Texts(JsonNode? node) => node is JsonArray array ? [.. array.Select(item => item!.GetValue<string>())] : [];
}
