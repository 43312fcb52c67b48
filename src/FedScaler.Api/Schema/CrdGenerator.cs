using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using FedScaler.Api.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Api.Schema;

/// <summary>CustomResourceDefinitions (apiextensions.k8s.io/v1) from the C# types.</summary>
public static class CrdGenerator
{
    private static readonly SchemaBuilder Builder = new(ApiJson.Default.Options);

    /// <summary>One CRD for each kind of the group, in the order of <see cref="CrdDescriptions.All"/>.</summary>
    public static IReadOnlyList<JsonObject> All() => [.. CrdDescriptions.All.Select(Generate)];

    /// <summary>The openAPIV3Schema of one kind. A fresh copy at each call.</summary>
    public static JsonObject Schema(ResourceType resource) => Schema(CrdDescriptions.Of(resource));

    public static JsonObject Generate(CrdDescription crd)
    {
        var resource = crd.Resource;
        return new JsonObject
        {
            ["apiVersion"] = KnownResources.CustomResourceDefinitions.ApiVersion,
            ["kind"] = KnownResources.CustomResourceDefinitions.Kind,
            ["metadata"] = new JsonObject { ["name"] = resource.ToString() },
            ["spec"] = new JsonObject
            {
                ["group"] = resource.Group,
                ["names"] = new JsonObject
                {
                    ["kind"] = resource.Kind,
                    ["listKind"] = resource.Kind + "List",
                    ["plural"] = resource.Plural,
                    ["singular"] = resource.Kind.ToLowerInvariant(),
                    ["shortNames"] = new JsonArray(crd.ShortName),
                    ["categories"] = new JsonArray("fedscaler"),
                },
                ["scope"] = resource.Namespaced ? "Namespaced" : "Cluster",
                ["versions"] = new JsonArray(Version(crd)),
            },
        };
    }

    private static JsonObject Version(CrdDescription crd)
    {
        var subresources = new JsonObject { ["status"] = new JsonObject() };
        if (crd.Scalable)
        {
            subresources["scale"] = new JsonObject
            {
                ["specReplicasPath"] = ".spec.replicas",
                ["statusReplicasPath"] = ".status.replicas",
                ["labelSelectorPath"] = ".status.selector",
            };
        }

        return new JsonObject
        {
            ["name"] = crd.Resource.Version,
            ["served"] = true,
            ["storage"] = true,
            ["additionalPrinterColumns"] = new JsonArray([.. crd.Columns.Select(Column)]),
            ["subresources"] = subresources,
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = Schema(crd) },
        };
    }

    private static JsonObject Schema(CrdDescription crd)
    {
        var schema = Builder.Build(crd.Type);
        schema.Insert(0, "description", crd.Type.GetCustomAttribute<DescriptionAttribute>()!.Description);
        var properties = schema["properties"]!.AsObject();
        properties["apiVersion"] = new JsonObject { ["type"] = "string", ["description"] = "Version of the schema that this object is written in." };
        properties["kind"] = new JsonObject { ["type"] = "string", ["description"] = "Kind of this object." };
        return schema;
    }

    private static JsonNode Column(PrinterColumn column)
    {
        var json = new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = column.Type,
            ["jsonPath"] = column.JsonPath,
            ["description"] = column.Description,
        };
        if (column.Priority > 0) json["priority"] = column.Priority;
        return json;
    }
}
