using System.Collections.Immutable;
using FedScaler.Core.Capacity;
using FedScaler.Core.Quantities;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>From the fields of a workload's pod template to what Core counts with.</summary>
internal static class PodSpecReading
{
    private static readonly Dictionary<string, Quantity> Nothing = [];

    private static ResourceVector ReadRequests(PodSpecFields spec) => new PodResources
    {
        Containers = [.. (spec.Containers ?? []).Select(c => Requests(c.Resources))],
        InitContainers = [.. (spec.InitContainers ?? []).Select(c => new InitContainerRequests(Requests(c.Resources), c.RestartPolicy == "Always"))],
        Overhead = ResourceVector.From(spec.Overhead ?? Nothing),
        PodRequests = ResourceVector.From(spec.Resources?.Requests ?? Nothing),
        PodLimits = ResourceVector.From(spec.Resources?.Limits ?? Nothing),
    }.EffectiveRequests();

    /// <summary>What a pod of this template asks of a node.</summary>
    public static PodTemplateRequirements ReadTemplate(PodSpecFields spec) => new()
    {
        Requests = ReadRequests(spec),
        NodeSelector = spec.NodeSelector ?? [],
        NodeAffinity = spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is { } required
            ? [.. (required.NodeSelectorTerms ?? []).Select(ReadTerm)]
            : null,
        Tolerations = [.. (spec.Tolerations ?? []).Select(ReadToleration)],
    };

    private static ResourceVector Requests(ResourcesFields? resources) =>
        ResourceVector.From(resources?.Requests ?? Nothing, resources?.Limits ?? Nothing);

    private static NodeSelectorTerm ReadTerm(NodeSelectorTermFields term) => new()
    {
        MatchExpressions = ReadRequirements(term.MatchExpressions),
        MatchFields = ReadRequirements(term.MatchFields),
    };

    private static ImmutableArray<NodeSelectorRequirement> ReadRequirements(List<RequirementFields>? requirements) =>
        [.. (requirements ?? []).Select(r => new NodeSelectorRequirement(r.Key, ParseOperator(r.Operator), [.. r.Values ?? []]))];

    public static Toleration ReadToleration(TolerationFields toleration) => new(
        toleration.Key ?? "",
        toleration.Operator switch
        {
            null or "" or "Equal" => TolerationOperator.Equal,
            "Exists" => TolerationOperator.Exists,
            "Lt" => TolerationOperator.Lt,
            "Gt" => TolerationOperator.Gt,
            _ => TolerationOperator.Unknown,
        },
        toleration.Value ?? "",
        string.IsNullOrEmpty(toleration.Effect) ? null : ParseEffect(toleration.Effect));

    public static TaintEffect ParseEffect(string? effect) => effect switch
    {
        "NoSchedule" => TaintEffect.NoSchedule,
        "PreferNoSchedule" => TaintEffect.PreferNoSchedule,
        "NoExecute" => TaintEffect.NoExecute,
        _ => TaintEffect.Unknown,
    };

    private static SelectorOperator ParseOperator(string? name) => name switch
    {
        "In" => SelectorOperator.In,
        "NotIn" => SelectorOperator.NotIn,
        "Exists" => SelectorOperator.Exists,
        "DoesNotExist" => SelectorOperator.DoesNotExist,
        "Gt" => SelectorOperator.Gt,
        "Lt" => SelectorOperator.Lt,
        _ => SelectorOperator.Unknown,
    };
}
