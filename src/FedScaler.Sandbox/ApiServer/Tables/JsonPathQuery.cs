using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>
/// The part of Kubernetes' JSONPath that printer columns use: <c>.a.b</c>, <c>['a.b']</c>, <c>[0]</c>, <c>[*]</c> and
/// <c>[?(@.type=="Ready")]</c>, and dots in names escaped by a backslash.
/// </summary>
internal sealed partial class JsonPathQuery
{
    private readonly List<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps = [];

    public JsonPathQuery(string path)
    {
        foreach (Match match in Step().Matches(path)) _steps.Add(Read(match));
    }

    public IEnumerable<JsonNode?> Find(JsonNode root) =>
        _steps.Aggregate<Func<JsonNode?, IEnumerable<JsonNode?>>, IEnumerable<JsonNode?>>([root], (nodes, step) => nodes.SelectMany(step));

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Read(Match match)
    {
        if (match.Groups["name"] is { Success: true } name) return Field(name.Value.Replace("\\.", ".", StringComparison.Ordinal));
        if (match.Groups["quoted"] is { Success: true } quoted) return Field(quoted.Value);
        if (match.Groups["all"].Success) return node => node switch { JsonArray items => items, JsonObject fields => fields.Select(field => field.Value), _ => [] };
        if (match.Groups["index"] is { Success: true } index)
        {
            var at = int.Parse(index.Value, CultureInfo.InvariantCulture);
            return node => node is JsonArray items && At(items, at) is { } item ? [item] : [];
        }

        var steps = match.Groups["field"].Value.TrimStart('.').Split('.');
        var wanted = match.Groups["value"].Value;
        return node => node is JsonArray items ? items.Where(item => Json.ObjectMetadata.At(item, steps)?.ToString() == wanted) : [];
    }

    private static JsonNode? At(JsonArray items, int index)
    {
        var at = index < 0 ? items.Count + index : index;
        return at >= 0 && at < items.Count ? items[at] : null;
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Field(string name) =>
        node => node is JsonObject fields && fields.TryGetPropertyValue(name, out var value) ? [value] : [];

    [GeneratedRegex(
        """\[\?\(\s*@(?<field>[^=\s]+)\s*==\s*["'](?<value>[^"']*)["']\s*\)\]|\[["'](?<quoted>[^"']+)["']\]|\[(?<index>-?\d+)\]|(?<all>\[\*\])|\.(?<name>(\\\.|[^.\[\]])+)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
