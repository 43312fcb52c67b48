using System.Text.Json;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Which pods are a workload's: all requirements must hold. One without requirements selects nothing here, as for the HPA.</summary>
internal sealed class PodSelector
{
    private readonly SelectorRequirement[] _requirements;

    private PodSelector(SelectorRequirement[] requirements)
    {
        _requirements = requirements;
        Text = string.Join(',', requirements.Select(r => r.ToString()));
    }

    public static PodSelector None { get; } = new([]);

    /// <summary>As list calls take it; empty when unknown.</summary>
    public string Text { get; }

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        if (_requirements.Length == 0) return false;
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels.GetValueOrDefault(requirement.Key))) return false;
        }

        return true;
    }

    /// <summary>Reads a LabelSelector, a plain map of labels, or a selector's text; none where it is neither.</summary>
    public static PodSelector Read(JsonElement? selector) => selector switch
    {
        { ValueKind: JsonValueKind.Object } map => new PodSelector([.. ReadObject(map)]),
        { ValueKind: JsonValueKind.String } text => Parse(text.GetString() ?? ""),
        _ => None,
    };

    /// <summary>Reads <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>; none where it is malformed.</summary>
    public static PodSelector Parse(string text) =>
        SelectorText.TryParse(text, out var requirements) ? new PodSelector([.. requirements]) : None;

    private static IEnumerable<SelectorRequirement> ReadObject(JsonElement selector)
    {
        var isSelector = selector.TryGetProperty("matchLabels", out var labels) | selector.TryGetProperty("matchExpressions", out var expressions);
        if (!isSelector) labels = selector;
        if (labels.ValueKind == JsonValueKind.Object)
        {
            foreach (var label in labels.EnumerateObject().Where(l => l.Value.ValueKind == JsonValueKind.String))
                yield return new SelectorRequirement(label.Name, "In", [label.Value.GetString() ?? ""]);
        }

        if (expressions.ValueKind != JsonValueKind.Array) yield break;
        foreach (var expression in expressions.EnumerateArray())
        {
            var fields = expression.Deserialize(FleetJson.Default.RequirementFields);
            if (fields is not null) yield return new SelectorRequirement(fields.Key, fields.Operator ?? "", [.. fields.Values ?? []]);
        }
    }
}
