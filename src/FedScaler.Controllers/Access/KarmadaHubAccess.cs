using System.Collections.Immutable;
using FedScaler.Api;

namespace FedScaler.Controllers.Access;

/// <summary>
/// All that the service may do on a Karmada control plane. No Secret there, no credential of a member, nothing of the policies:
/// bindings say what those come to. The chart's roles are compared with it.
/// </summary>
public static class KarmadaHubAccess
{
    private const string Clusters = "cluster.karmada.io";
    private const string Works = "work.karmada.io";

    /// <summary>In all namespaces: workloads, their policies and bindings are anywhere, and each member's Works have a namespace of their own.</summary>
    public static ImmutableArray<AccessRule> ClusterRules { get; } = [.. Asked, .. Fleet, .. Bound];

    /// <summary>In the service's own namespace on the control plane, and in no other.</summary>
    /// <inheritdoc cref="HubAccess.NamespaceRules"/>
    public static ImmutableArray<AccessRule> NamespaceRules(string lease, string brake) => [.. HubAccess.NamespaceRules(lease, brake).Where(static rule => !rule.Resources.Contains("secrets"))];

    /// <summary>What of the direct federation's rights is not about members.</summary>
    private static AccessRule[] Asked =>
    [
        new("What is asked for.", ApiResources.Group, ["fedhpas", "cronhpas", "scaleins"], ["list", "watch"]),
        new("What a removal decides is read anew: it cannot be taken back.", ApiResources.Group, ["fedhpas", "scaleins"], ["get"]),
        new("Finalizers, and the fleet's maxReplicas when a ScaleIn of mode Cap lowers it.", ApiResources.Group, ["fedhpas", "scaleins"], ["patch"]),
        new("What was seen and done.", ApiResources.Group, ["fedhpas/status", "cronhpas/status", "scaleins/status"], ["patch"]),
        new("What happened, beside the object that it happened to.", "events.k8s.io", ["events"], ["create", "patch"]),
    ];

    private static AccessRule[] Fleet =>
    [
        new("Which members there are.", Clusters, ["clusters"], ["list", "watch"]),
        // Karmada lets whoever is named in a ClusterRoleBinding to such a rule be impersonated in the members
        // (pkg/controllers/unifiedauth); its verbs are those of the requests that pass through.
        new("The way to the members, where the service has rights of its own and no others.", Clusters, ["clusters/proxy"], ["*"]),
        new("The members' shares, each a Work of one HPA.", Works, ["works"], ["get", "list", "watch", "create", "patch", "delete"]),
    ];

    private static AccessRule[] Bound =>
    [
        new("Replicas per cluster.", Works, ["resourcebindings"], ["get", "list", "watch", "patch"]),
        new("That it was scheduled, which Karmada's other controllers wait for.", Works, ["resourcebindings/status"], ["patch"]),
        new("The workloads' templates: their count follows the members, and a label keeps it out of them.", "apps", ["deployments", "statefulsets"], ["get", "list", "watch", "patch"]),
        new("Those of OpenKruise.", "apps.kruise.io", ["clonesets", "statefulsets"], ["get", "list", "watch", "patch"]) { Needs = AccessFeatures.Kruise },
        new("Which kinds keep their members' counts.", "config.karmada.io", ["resourceinterpretercustomizations"], ["list", "watch"]),
        new("Who else would scale a target.", "autoscaling", ["horizontalpodautoscalers"], ["list", "watch"]),
        new("The same.", "autoscaling.karmada.io", ["federatedhpas", "cronfederatedhpas"], ["list", "watch"]),
    ];
}
