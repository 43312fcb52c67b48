using System.Text.Json.Nodes;

namespace FedScaler.Packaging.Chart;

/// <summary>The descriptions in <c>values.schema.json</c>; its types and bounds are written by hand.</summary>
public static class ValuesSchema
{
    /// <summary>The schema with every value's description in its place, first in its object.</summary>
    /// <exception cref="InvalidDataException">A value that the schema does not know.</exception>
    public static string Describe(string schema, IEnumerable<ChartValue> values)
    {
        var root = JsonNode.Parse(schema)!.AsObject();
        foreach (var value in values)
        {
            var at = Find(root, value.Path) ?? throw new InvalidDataException($"values.schema.json knows no {value.Path}: give it a type there");
            at.Remove("description");
            at.Insert(0, "description", value.Description);
        }

        return IndentedJson.Write(root);
    }

    /// <summary>The subschema of a value; null where there is none.</summary>
    public static JsonObject? Find(JsonObject schema, string path) =>
        path.Split('.').Aggregate((JsonObject?)schema, static (at, name) => at?["properties"]?[name]?.AsObject());
}
