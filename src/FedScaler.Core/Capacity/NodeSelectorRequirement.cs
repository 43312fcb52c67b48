using System.Collections.Immutable;

namespace FedScaler.Core.Capacity;

/// <summary>One of a term's matchExpressions or matchFields.</summary>
public sealed record NodeSelectorRequirement(string Key, SelectorOperator Operator, ImmutableArray<string> Values)
{
    /// <summary>Whether the value of the key, null when it is absent, is what is asked for (apimachinery pkg/labels/selector.go).</summary>
    public bool Matches(string? value) => Operator switch
    {
        SelectorOperator.In => value is not null && Values.Contains(value, StringComparer.Ordinal),
        SelectorOperator.NotIn => value is null || !Values.Contains(value, StringComparer.Ordinal),
        SelectorOperator.Exists => value is not null,
        SelectorOperator.DoesNotExist => value is null,
        SelectorOperator.Gt => TryCompare(value, out var order) && order > 0,
        SelectorOperator.Lt => TryCompare(value, out var order) && order < 0,
        _ => false,
    };

    private bool TryCompare(string? value, out int order)
    {
        order = 0;
        if (value is null || Values.Length != 1)
            return false;
        if (!WholeNumber.TryParse(value, out var actual) || !WholeNumber.TryParse(Values[0], out var bound))
            return false;
        order = actual.CompareTo(bound);
        return true;
    }
}
