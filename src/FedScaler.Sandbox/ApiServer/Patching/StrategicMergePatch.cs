using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Patching;

/// <summary>
/// Strategic merge patch of built-in kinds: lists with a merge key merge item by item, and the directives $patch,
/// $retainKeys, $setElementOrder and $deleteFromPrimitiveList are followed (apimachinery's util/strategicpatch).
/// </summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string ElementOrder = "$setElementOrder/";
    private const string DeleteFrom = "$deleteFromPrimitiveList/";

    /// <summary>The patched object, a tree of its own.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch, FieldSchema schema)
    {
        var result = (JsonObject)target.DeepClone();
        if (patch.Text(Directive) == "replace") return Stripped(patch);
        if (patch.Text(Directive) == "delete") return [];
        if (patch[RetainKeys] is JsonArray retained) Retain(result, retained);
        foreach (var (name, change) in patch)
        {
            if (name is Directive or RetainKeys) continue;
            if (name.StartsWith(DeleteFrom, StringComparison.Ordinal)) DeleteValues(result, name[DeleteFrom.Length..], change);
            else if (!name.StartsWith(ElementOrder, StringComparison.Ordinal)) Change(result, name, change, patch, schema);
        }

        return result;
    }

    private static void Change(JsonObject result, string name, JsonNode? change, JsonObject patch, FieldSchema schema)
    {
        var known = schema.Field(name) ?? FieldSchema.Anything;
        switch (change)
        {
            case null:
                result.Remove(name);
                break;
            case JsonObject fields:
                result[name] = Apply(result[name] as JsonObject ?? [], fields, known);
                break;
            case JsonArray items when known.ListKind == ListKind.Map:
                result[name] = MergeItems(result[name] as JsonArray ?? [], items, patch[ElementOrder + name] as JsonArray, known);
                break;
            case JsonArray items when known.ListKind == ListKind.Set:
                result[name] = MergeValues(result[name] as JsonArray ?? [], items);
                break;
            default:
                result[name] = change.DeepClone();
                break;
        }
    }

    private static JsonArray MergeItems(JsonArray live, JsonArray changes, JsonArray? order, FieldSchema schema)
    {
        var key = schema.ListKeys[0];
        var item = schema.Items ?? FieldSchema.Anything;
        if (changes.OfType<JsonObject>().Any(change => change.Text(Directive) == "replace"))
            return new JsonArray([.. changes.OfType<JsonObject>().Where(change => change.Text(Directive) is null).Select(change => (JsonNode)Stripped(change))]);

        // What is new comes before what was there already, as the recorded server has it, unless an order is given.
        var old = live.OfType<JsonObject>().Select(there => (JsonObject)there.DeepClone()).ToList();
        var added = new List<JsonObject>();
        foreach (var change in changes.OfType<JsonObject>())
        {
            var wanted = change[key] ?? throw ApiException.BadRequest($"map: {change.ToJsonString()} does not contain declared merge key: {key}");
            var at = old.FindIndex(there => JsonNode.DeepEquals(there[key], wanted));
            if (change.Text(Directive) == "delete")
            {
                if (at >= 0) old.RemoveAt(at);
            }
            else if (at >= 0) old[at] = Apply(old[at], change, item);
            else added.Add(Apply([], change, item));
        }

        IEnumerable<JsonObject> merged = [.. added, .. old];
        return new JsonArray([.. Ordered(merged, order, key)]);
    }

    private static IEnumerable<JsonNode> Ordered(IEnumerable<JsonObject> items, JsonArray? order, string key)
    {
        if (order is null) return items;
        var ranks = order.Select((wanted, rank) => (Key: wanted?[key]?.ToJsonString() ?? "", rank)).DistinctBy(entry => entry.Key)
            .ToDictionary(entry => entry.Key, entry => entry.rank);
        return items.OrderBy(item => ranks.GetValueOrDefault(item[key]?.ToJsonString() ?? "", int.MaxValue));
    }

    private static JsonArray MergeValues(JsonArray live, JsonArray added)
    {
        var result = (JsonArray)live.DeepClone();
        foreach (var value in added)
        {
            if (!result.Any(there => JsonNode.DeepEquals(there, value))) result.Add(value?.DeepClone());
        }

        return result;
    }

    private static void DeleteValues(JsonObject result, string name, JsonNode? gone)
    {
        if (result[name] is not JsonArray values || gone is not JsonArray listed) return;
        result[name] = new JsonArray(
            [.. values.Where(value => !listed.Any(each => JsonNode.DeepEquals(each, value))).Select(value => value?.DeepClone())]);
    }

    private static void Retain(JsonObject result, JsonArray retained)
    {
        var kept = retained.Select(name => name!.GetValue<string>()).ToHashSet();
        foreach (var name in result.Select(field => field.Key).Where(name => !kept.Contains(name)).ToArray()) result.Remove(name);
    }

    private static JsonObject Stripped(JsonObject patch)
    {
        var result = (JsonObject)patch.DeepClone();
        result.Remove(Directive);
        return result;
    }
}
