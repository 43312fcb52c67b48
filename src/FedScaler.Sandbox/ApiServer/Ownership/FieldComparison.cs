using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>What differs between two states of an object, as sets of fields (structured-merge-diff's typed/compare.go).</summary>
internal sealed class FieldComparison
{
    private readonly List<string> _path = [];

    private FieldComparison()
    {
    }

    public FieldSet Added { get; } = new();

    public FieldSet Removed { get; } = new();

    public FieldSet Modified { get; } = new();

    public bool IsSame => Added.IsEmpty && Removed.IsEmpty && Modified.IsEmpty;

    /// <summary>Compares; a null <paramref name="before"/> is an object that is being created.</summary>
    public static FieldComparison Between(JsonObject? before, JsonObject after, FieldSchema schema)
    {
        var comparison = new FieldComparison();
        comparison.Fields(before ?? [], after, schema, parentWas: true, parentIs: true);
        return comparison;
    }

    private void Fields(JsonObject? before, JsonObject? after, FieldSchema schema, bool parentWas, bool parentIs)
    {
        foreach (var (name, value) in after ?? [])
        {
            JsonNode? old = null;
            var was = before is not null && before.TryGetPropertyValue(name, out old);
            Field(name, schema, (was, old), (true, value), parentWas, parentIs);
        }

        foreach (var (name, old) in before ?? [])
        {
            if (after is null || !after.ContainsKey(name)) Field(name, schema, (true, old), (false, null), parentWas, parentIs);
        }
    }

    private void Field(
        string name, FieldSchema parent, (bool Is, JsonNode? Value) before, (bool Is, JsonNode? Value) after, bool parentWas, bool parentIs)
    {
        var schema = parent.Field(name) ?? FieldSchema.Anything;
        if (schema.Unowned) return;
        var was = before.Is || (schema.AlwaysPresent && parentWas);
        var stays = after.Is || (schema.AlwaysPresent && parentIs);
        _path.Add(FieldSteps.Field(name));
        Compare(before.Value, after.Value, schema, was, stays);
        _path.RemoveAt(_path.Count - 1);
    }

    private void Compare(JsonNode? before, JsonNode? after, FieldSchema schema, bool was, bool stays)
    {
        if ((before is JsonObject || before is null) && (after is JsonObject || after is null) && (before ?? after) is JsonObject && !schema.Atomic)
        {
            Fields(before as JsonObject, after as JsonObject, schema, was, stays);
        }
        else if ((before is JsonArray || before is null) && (after is JsonArray || after is null) && (before ?? after) is JsonArray
            && schema.ListKind != ListKind.Atomic)
        {
            Items(before as JsonArray, after as JsonArray, schema);
        }
        else if (was && stays)
        {
            if (!JsonNode.DeepEquals(before, after)) Modified.Add(_path);
            return;
        }

        if (!was && stays) Added.Add(_path);
        else if (was && !stays) Removed.Add(_path);
    }

    private void Items(JsonArray? before, JsonArray? after, FieldSchema list)
    {
        var old = ByStep(before, list);
        var next = ByStep(after, list);
        foreach (var (step, value) in next) Item(step, old.TryGetValue(step, out var there), there, stays: true, value, list);
        foreach (var (step, value) in old)
        {
            if (!next.ContainsKey(step)) Item(step, was: true, value, stays: false, after: null, list);
        }
    }

    private void Item(string step, bool was, JsonNode? before, bool stays, JsonNode? after, FieldSchema list)
    {
        _path.Add(step);
        Compare(before, after, list.Items ?? FieldSchema.Anything, was, stays);
        _path.RemoveAt(_path.Count - 1);
    }

    private static Dictionary<string, JsonNode?> ByStep(JsonArray? items, FieldSchema list)
    {
        var found = new Dictionary<string, JsonNode?>();
        foreach (var item in items ?? [])
        {
            if (FieldSteps.Item(item, list) is { } step) found.TryAdd(step, item);
        }

        return found;
    }
}
