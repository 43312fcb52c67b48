using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.ApiServer.Resources;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>meta.k8s.io/v1 Table: the columns that kubectl prints.</summary>
internal static class TableBuilder
{
    private const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically.";

    public static JsonObject Build(
        ApiRequest request, IEnumerable<JsonObject> objects, long revision, string? next, long? remaining, DateTimeOffset now)
    {
        var columns = ColumnsOf(request.Resource);
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (next is not null) metadata["continue"] = next;
        if (remaining is not null) metadata["remainingItemCount"] = remaining;
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = new JsonArray([.. columns.Select(Definition)]),
            ["rows"] = new JsonArray([.. objects.Select(value => Row(request, value, columns, now))]),
        };
    }

    private static IReadOnlyList<TableColumn> ColumnsOf(ServedResource resource) =>
        resource.IsCustom ? CustomColumns.Of(resource) : BuiltInColumns.Of(resource.Type);

    private static JsonObject Row(ApiRequest request, JsonObject value, IReadOnlyList<TableColumn> columns, DateTimeOffset now) => new()
    {
        ["cells"] = new JsonArray([.. columns.Select(column => column.Cell(value, now))]),
        ["object"] = request.Query("includeObject") switch
        {
            "Object" => value.DeepClone(),
            "None" => null,
            _ => PartialMetadata.Of(value),
        },
    };

    private static JsonNode Definition(TableColumn column) => new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Name == "Name" ? "name" : column.Format,
        ["description"] = column.Name == "Name" ? NameDescription : column.Description,
        ["priority"] = column.Priority,
    };
}
