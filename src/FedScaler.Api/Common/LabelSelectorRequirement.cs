using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Common;

/// <summary>One requirement of a <see cref="LabelSelector"/>.</summary>
[Cel("(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)", RuleMessages.SelectorValues, FieldPath = ".values")]
public sealed record LabelSelectorRequirement
{
    [Description("Label key that the requirement is about.")]
    [RequiredField, Text(317, MinLength = 1, Pattern = Patterns.LabelKey, Message = PatternMessages.LabelKey)]
    public string Key { get; set => field = value ?? ""; } = "";

    [Description("How the label relates to the values: In, NotIn, Exists or DoesNotExist.")]
    [RequiredField]
    public LabelSelectorOperator Operator { get; set; }

    [Description("Values for In and NotIn; none for Exists and DoesNotExist.")]
    [Items(64), Text(63, Pattern = Patterns.LabelValue, Message = PatternMessages.LabelValue)]
    public IReadOnlyList<string> Values { get; set => field = value ?? []; } = [];

    /// <summary>Whether the requirement holds. As in Kubernetes, NotIn holds for an absent label.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => Operator switch
    {
        LabelSelectorOperator.In => labels.TryGetValue(Key, out var value) && Values.Contains(value),
        LabelSelectorOperator.NotIn => !labels.TryGetValue(Key, out var value) || !Values.Contains(value),
        LabelSelectorOperator.Exists => labels.ContainsKey(Key),
        LabelSelectorOperator.DoesNotExist => !labels.ContainsKey(Key),
        _ => false,
    };
}
