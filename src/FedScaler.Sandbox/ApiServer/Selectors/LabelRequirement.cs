using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Selectors;

internal enum LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}

/// <summary>One requirement of a label selector. NotIn holds where the label is missing, as in Kubernetes.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    public bool Holds(JsonObject? labels)
    {
        JsonNode? node = null;
        var there = labels is not null && labels.TryGetPropertyValue(Key, out node);
        var value = there && node is JsonValue text && text.TryGetValue(out string? found) ? found : "";
        return Operator switch
        {
            LabelOperator.In => there && Values.Contains(value),
            LabelOperator.NotIn => !there || !Values.Contains(value),
            LabelOperator.Exists => there,
            _ => !there,
        };
    }

    public override string ToString() => Operator switch
    {
        LabelOperator.In when Values.Count == 1 => $"{Key}={Values[0]}",
        LabelOperator.NotIn when Values.Count == 1 => $"{Key}!={Values[0]}",
        LabelOperator.In => $"{Key} in ({string.Join(',', Values)})",
        LabelOperator.NotIn => $"{Key} notin ({string.Join(',', Values)})",
        LabelOperator.Exists => Key,
        _ => "!" + Key,
    };
}
