using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>
/// Compares what the sandbox has with what was recorded, field by field. Times only have to be there on both sides. Ids and
/// versions may differ, but one that is recorded in two places, or in two steps, has to be one here too, and two have to be two.
/// </summary>
internal sealed partial class RecordingComparison
{
    private static readonly string[] Times = ["creationTimestamp", "lastTransitionTime", "lastUpdateTime", "lastScaleTime", "timeAdded"];

    private readonly Dictionary<string, string> _forth = [];
    private readonly Dictionary<string, string> _back = [];

    /// <summary>Every field that differs, with what was recorded and what is there.</summary>
    /// <param name="scope">What versions count in: a cluster.</param>
    public IReadOnlyList<string> Differences(string path, JsonNode? recorded, JsonNode? got, string scope) => [.. Compare(path, recorded, got, scope)];

    /// <summary>Lets what a cluster stored before have other versions from now on.</summary>
    public void ForgetVersions(string scope)
    {
        foreach (var map in (Dictionary<string, string>[])[_forth, _back])
        {
            foreach (var known in map.Keys.Where(key => key.StartsWith(Version(scope), StringComparison.Ordinal)).ToList()) map.Remove(known);
        }
    }

    private static string Version(string scope) => scope + " version ";

    private IEnumerable<string> Compare(string path, JsonNode? recorded, JsonNode? got, string scope)
    {
        if (recorded is JsonObject fields && got is JsonObject there)
            return fields.Select(static field => field.Key).Union(there.Select(static field => field.Key)).Order(StringComparer.Ordinal)
                .SelectMany(name => Field(path, name, fields, there, scope));
        if (recorded is JsonArray items && got is JsonArray others)
        {
            if (items.Count != others.Count) return [$"{path}: wanted {items.Count} items, got {others.ToJsonString()}"];
            return Ordered(items).Zip(Ordered(others)).SelectMany((pair, i) => Compare($"{path}[{NameOf(pair.First) ?? $"{i}"}]", pair.First, pair.Second, scope));
        }

        return JsonNode.DeepEquals(recorded, got) ? [] : [$"{path}: wanted {recorded?.ToJsonString()}, got {got?.ToJsonString()}"];
    }

    private IEnumerable<string> Field(string path, string name, JsonObject recorded, JsonObject got, string scope)
    {
        if (name == "managedFields") return [];
        var here = $"{path}.{name}";
        if (!recorded.ContainsKey(name) || !got.ContainsKey(name)) return [$"{here}: wanted {Show(recorded, name)}, got {Show(got, name)}"];
        var (wanted, value) = (recorded[name], got[name]);
        if (Times.Contains(name, StringComparer.Ordinal)) return wanted is null == value is null ? [] : [$"{here}: wanted {wanted}, got {value}"];
        if (IsId(path, name)) return Same(here, wanted, value, "");
        if (name == "resourceVersion") return Same(here, wanted, value, Version(scope));
        if (name == "apiEndpoint") return Same(here, wanted, value, "endpoint ");
        // The hash of a pod template is taken over its Go form.
        if (name == "message") return Compare(here, WithoutHash(wanted), WithoutHash(value), scope);
        return Compare(here, wanted, value, scope);
    }

    private static bool IsId(string path, string name) =>
        name is "uid" or "resourcetemplate.karmada.io/uid" || name.EndsWith("/permanent-id", StringComparison.Ordinal)
        || (name == "id" && path.EndsWith(".spec", StringComparison.Ordinal));

    private IEnumerable<string> Same(string here, JsonNode? wanted, JsonNode? value, string kind)
    {
        var (recorded, got) = (kind + wanted, kind + value);
        _forth.TryAdd(recorded, got);
        _back.TryAdd(got, recorded);
        return _forth[recorded] == got && _back[got] == recorded ? [] : [$"{here}: recorded {wanted} was {_forth[recorded]} before, got {value}, which stood for {_back[got]}"];
    }

    private static JsonValue? WithoutHash(JsonNode? message) => message is null ? null : JsonValue.Create(ReplicaSet().Replace(message.GetValue<string>(), "ReplicaSet"));

    private static string Show(JsonObject value, string name) => value.TryGetPropertyValue(name, out var found) ? found?.ToJsonString() ?? "null" : "nothing";

    private static IEnumerable<JsonNode?> Ordered(JsonArray items) =>
        items.All(static item => item is JsonObject each && each["type"] is JsonValue && each["status"] is JsonValue) ? items.OrderBy(static item => item!["type"]!.GetValue<string>(), StringComparer.Ordinal) : items;

    private static string? NameOf(JsonNode? item) =>
        item is JsonObject each ? (each["metadata"]?["name"] ?? each["type"] ?? each["clusterName"] ?? each["name"]) is JsonValue name ? name.ToString() : null : null;

    [GeneratedRegex("ReplicaSet \"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ReplicaSet();
}
