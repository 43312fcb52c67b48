using System.Text.Json.Nodes;

namespace FedScaler.Api.Tests.Admission;

/// <summary>
/// Specs that go wrong in one field, made from the schema (as Acto makes them, Sun et al., SOSP 2023): absent, null, empty,
/// of another type, at its bounds and beyond, too long, in other words.
/// </summary>
internal static class SpecMutations
{
    private static readonly string[] Texts =
        ["a", "a b", "-a", "UPPER", "a/b", "a.b", "a_b", "é", "0", "1", "-1", "0.0", "1.5", "500m", "1h", "0s", "2026-02-29", "2026-01-02/2026-01-01", "@daily", "* * * * *", "UTC", "Local", "a\u00a0b", "'", "\\"];

    private static readonly string[] Numbers = ["0", "1", "-1", "2", "100", "101", "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775807"];

    /// <summary>Each changed object, with the field in which it is changed and how.</summary>
    public static IEnumerable<(string Field, string How, JsonObject Object)> Of(JsonObject full, JsonObject schema)
    {
        foreach (var (path, field, how, value) in Changes(full["spec"], schema["properties"]!["spec"]!.AsObject(), [], "spec"))
        {
            var changed = full.DeepClone().AsObject();
            Set(changed["spec"]!, path, value);
            yield return (field, how, changed);
        }
    }

    private static IEnumerable<(object[] Path, string Field, string How, JsonNode? Value)> Changes(JsonNode? value, JsonObject schema, object[] path, string field)
    {
        if (path.Length > 0)
            foreach (var (how, other) in Values(value, schema)) yield return (path, field, how, other);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            yield return ([.. path, name], $"{field}.{name}", "absent", Absent);
            foreach (var change in Changes((value as JsonObject)?[name], property!.AsObject(), [.. path, name], $"{field}.{name}")) yield return change;
        }

        if (schema["items"] is JsonObject each && value is JsonArray items)
            for (var i = 0; i < items.Count; i++)
                foreach (var change in Changes(items[i], each, [.. path, i], $"{field}[]")) yield return change;
        if (schema["additionalProperties"] is JsonObject entry && value is JsonObject map)
            foreach (var (key, item) in map)
                foreach (var change in Changes(item, entry, [.. path, key], $"{field}[]")) yield return change;
    }

    /// <summary>Stands for a field that is taken out.</summary>
    private static readonly JsonNode Absent = new JsonObject { ["$absent"] = true };

    private static IEnumerable<(string How, JsonNode? Value)> Values(JsonNode? value, JsonObject schema)
    {
        yield return ("null", null);
        yield return ("true", JsonValue.Create(true));
        yield return ("a fraction", JsonNode.Parse("1.5"));
        yield return ("an empty object", new JsonObject());
        yield return ("an empty list", new JsonArray());
        yield return ("an empty text", JsonValue.Create(""));
        foreach (var number in Numbers) yield return ($"number {number}", JsonNode.Parse(number));
        foreach (var bound in new[] { "minimum", "maximum" })
            if ((long?)schema[bound] is { } at)
                foreach (var near in new[] { at - 1, at, at + 1 }) yield return ($"{bound} {near}", JsonValue.Create(near));
        foreach (var text in Texts) yield return ($"text {text}", JsonValue.Create(text));
        if ((int?)schema["maxLength"] is { } most)
            foreach (var length in new[] { most, most + 1 }) yield return ($"text of {length}", JsonValue.Create(new string('a', length)));
        foreach (var name in schema["enum"] as JsonArray ?? []) yield return ($"{name}", name!.DeepClone());
        if (value is JsonArray { Count: > 0 } items)
        {
            yield return ("an item twice", new JsonArray([.. items.Append(items[0]).Select(item => item!.DeepClone())]));
            yield return ("a null in it", new JsonArray([.. items.Select(item => item!.DeepClone()), null]));
            yield return ("too many", new JsonArray([.. Enumerable.Repeat(items[0]!, (int)schema["maxItems"]! + 1).Select(item => item.DeepClone())]));
        }

        if (schema["additionalProperties"] is not null)
            foreach (var key in Texts) yield return ($"key {key}", new JsonObject { [key] = "x" });
    }

    private static void Set(JsonNode spec, object[] path, JsonNode? value)
    {
        var parent = path[..^1].Aggregate((JsonNode?)spec, static (node, step) => node is null ? null : step is int i ? node[i] : (node as JsonObject)?[(string)step]);
        if (parent is JsonObject fields && path[^1] is string name)
        {
            if (value == Absent) fields.Remove(name);
            else fields[name] = value?.DeepClone();
        }
        else if (parent is JsonArray items && path[^1] is int index && value != Absent)
        {
            items[index] = value?.DeepClone();
        }
    }
}
