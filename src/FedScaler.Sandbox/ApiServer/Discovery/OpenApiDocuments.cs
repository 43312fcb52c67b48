using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Resources;

namespace FedScaler.Sandbox.ApiServer.Discovery;

/// <summary>
/// /openapi/v3, as much of it as kubectl reads: that PATCH takes fieldValidation and dryRun (so validation is left to the
/// server), and schemas with field names, types and descriptions for kubectl explain.
/// </summary>
internal sealed class OpenApiDocuments(ResourceRegistry registry)
{
    private const string GroupVersionKind = "x-kubernetes-group-version-kind";

    public JsonObject? Find(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["openapi", "v3"] => Index(),
        ["openapi", "v3", "api", var version] => Document("", version),
        ["openapi", "v3", "apis", var group, var version] => Document(group, version),
        _ => null,
    };

    private JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var (group, version) in registry.All.Select(served => (served.Type.Group, served.Type.Version)).Distinct())
        {
            var name = group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
            paths[name] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{name}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    private JsonObject? Document(string group, string version)
    {
        var served = registry.All.Where(each => each.Type.Group == group && each.Type.Version == version).ToList();
        if (served.Count == 0) return null;
        var paths = new JsonObject();
        var schemas = new OpenApiSchemas();
        foreach (var resource in served)
        {
            var root = group.Length == 0 ? $"/api/{version}" : $"/apis/{group}/{version}";
            var collection = $"{root}/{(resource.Type.Namespaced ? "namespaces/{namespace}/" : "")}{resource.Type.Plural}";
            paths[collection] = new JsonObject { ["get"] = Operation(resource, "list"), ["post"] = Operation(resource, "post") };
            paths[collection + "/{name}"] = new JsonObject { ["get"] = Operation(resource, "get"), ["patch"] = Operation(resource, "patch") };
            schemas.AddRoot(resource, Kind(resource));
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.2" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.All },
        };
    }

    private static JsonObject Operation(ServedResource resource, string action)
    {
        var operation = new JsonObject
        {
            ["x-kubernetes-action"] = action,
            [GroupVersionKind] = Kind(resource),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
        if (action is "patch" or "post") operation["parameters"] = new JsonArray(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation"));
        return operation;
    }

    private static JsonObject Parameter(string name) =>
        new() { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Kind(ServedResource resource) =>
        new() { ["group"] = resource.Type.Group, ["kind"] = resource.Type.Kind, ["version"] = resource.Type.Version };
}
