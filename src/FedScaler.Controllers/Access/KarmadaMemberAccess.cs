using System.Collections.Immutable;

namespace FedScaler.Controllers.Access;

/// <summary>
/// All that the service may do in a member of Karmada, under its own name and through the hub's proxy: <see cref="MemberAccess"/>
/// without what Karmada does there. HPAs come with Works, counts with bindings, and there is no token to renew.
/// </summary>
public static class KarmadaMemberAccess
{
    private const string Autoscalers = "horizontalpodautoscalers";

    /// <summary>In all namespaces: workloads may be in any.</summary>
    public static ImmutableArray<AccessRule> ClusterRules { get; } =
    [
        .. MemberAccess.ClusterRules.Where(static rule => !rule.Resources.Contains(Autoscalers) && !rule.Resources.All(static resource => resource.EndsWith("/scale", StringComparison.Ordinal))),
        new("The members' own autoscalers, which hold the shares: Karmada writes them.", "autoscaling", [Autoscalers], ["get", "list", "watch"]),
    ];
}
