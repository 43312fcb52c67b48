using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>The columns of a custom resource: its name, and its additionalPrinterColumns.</summary>
internal static class CustomColumns
{
    public static IReadOnlyList<TableColumn> Of(ServedResource resource) =>
        [new("Name", "string", (value, _) => value.Name()), .. resource.Columns.Select(Make)];

    private static TableColumn Make(PrinterColumn column)
    {
        var path = new JsonPathQuery(column.JsonPath);
        return new TableColumn(column.Name, column.Type, (value, now) => Cell(column.Type, path, value, now), column.Priority, column.Format, column.Description);
    }

    private static JsonNode? Cell(string type, JsonPathQuery path, JsonObject value, DateTimeOffset now)
    {
        var found = path.Find(value).ToList();
        if (found.Count == 0 || found[0] is null) return type == "date" ? "<unknown>" : null;
        if (type == "date") return Age(found[0]!, now);
        if (type == "string" && (found.Count > 1 || found[0] is not JsonValue))
            return string.Join(',', found.Select(node => node is JsonValue text && text.TryGetValue(out string? plain) ? plain : node?.ToJsonString()));
        return found[0]!.DeepClone();
    }

    private static string Age(JsonNode node, DateTimeOffset now) =>
        node is JsonValue value && value.TryGetValue(out string? text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var then)
            ? HumanDuration.Print(now - then)
            : "<invalid>";
}
