using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Selectors;

/// <summary>A label selector as written in a URL or in an object: all requirements must hold.</summary>
public sealed class LabelSelector
{
    /// <summary>Matches everything.</summary>
    public static readonly LabelSelector Everything = new([]);

    private readonly IReadOnlyList<LabelRequirement> _requirements;

    internal LabelSelector(IReadOnlyList<LabelRequirement> requirements) => _requirements = requirements;

    public bool IsEverything => _requirements.Count == 0;

    /// <summary>Reads <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>.</summary>
    internal static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return Everything;
        return new LabelSelector(new LabelSelectorParser(text).Parse());
    }

    /// <summary>Reads matchLabels and matchExpressions; null selects nothing, {} everything.</summary>
    public static LabelSelector? FromObject(JsonObject? selector)
    {
        if (selector is null) return null;
        var requirements = new List<LabelRequirement>();
        foreach (var (key, value) in selector["matchLabels"] as JsonObject ?? [])
            requirements.Add(new LabelRequirement(key, LabelOperator.In, [value?.GetValue<string>() ?? ""]));
        foreach (var expression in (selector["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var values = (expression["values"] as JsonArray ?? []).Select(value => value!.GetValue<string>()).ToArray();
            requirements.Add(new LabelRequirement(expression.Text("key") ?? "", Operator(expression.Text("operator")), values));
        }

        return new LabelSelector(requirements);
    }

    /// <summary>Whether the object's labels satisfy every requirement.</summary>
    public bool Matches(JsonObject value) =>
        _requirements.Count == 0 || MatchesLabels(value["metadata"] is JsonObject metadata ? metadata["labels"] as JsonObject : null);

    public bool MatchesLabels(JsonObject? labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Holds(labels)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', _requirements);

    private static LabelOperator Operator(string? name) => name switch
    {
        "In" => LabelOperator.In,
        "NotIn" => LabelOperator.NotIn,
        "Exists" => LabelOperator.Exists,
        "DoesNotExist" => LabelOperator.DoesNotExist,
        _ => throw ApiException.BadRequest($"\"{name}\" is not a valid label selector operator"),
    };
}
