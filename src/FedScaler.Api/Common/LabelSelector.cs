using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Common;

/// <summary>meta/v1 LabelSelector: all of it must hold; an empty one selects everything.</summary>
public sealed record LabelSelector
{
    [Description("Labels that must be there with these values.")]
    [Items(32), Text(63, Pattern = Patterns.LabelValue, Message = PatternMessages.LabelValue)]
    [Cel(RuleMessages.LabelKeysRule, RuleMessages.LabelKeys)]
    public IReadOnlyDictionary<string, string> MatchLabels { get; set => field = value ?? Empty; } = Empty;

    [Description("Requirements that must all hold.")]
    [Items(32)]
    public IReadOnlyList<LabelSelectorRequirement> MatchExpressions { get; set => field = value ?? []; } = [];

    private static readonly Dictionary<string, string> Empty = [];

    /// <summary>Whether an object with these labels is selected. A requirement with an unknown operator selects nothing.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        labels ??= Empty;
        foreach (var (key, value) in MatchLabels)
            if (!labels.TryGetValue(key, out var actual) || actual != value) return false;

        foreach (var requirement in MatchExpressions)
            if (!requirement.Matches(labels)) return false;

        return true;
    }
}
