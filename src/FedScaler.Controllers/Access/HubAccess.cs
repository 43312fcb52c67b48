using System.Collections.Immutable;
using FedScaler.Api;

namespace FedScaler.Controllers.Access;

/// <summary>
/// All that the service may do on the hub. The chart's roles are compared with it, and the end-to-end tests with every
/// request that the service sends: a right that is missing or never used fails them.
/// </summary>
public static class HubAccess
{
    /// <summary>In all namespaces: users put their FedHPAs where their workloads are.</summary>
    public static ImmutableArray<AccessRule> ClusterRules { get; } =
    [
        new("What is asked for, and which members there are.", ApiResources.Group, ["memberclusters", "fedhpas", "replicabindings", "cronhpas", "scaleins"], ["list", "watch"]),
        new("What a removal decides is read anew: it cannot be taken back.", ApiResources.Group, ["fedhpas", "replicabindings", "scaleins"], ["get"]),
        new("Finalizers, and the fleet's maxReplicas when a ScaleIn of mode Cap lowers it.", ApiResources.Group, ["fedhpas", "scaleins"], ["patch"]),
        new("The record of replicas per cluster is the controller's to make and keep.", ApiResources.Group, ["replicabindings"], ["create", "patch"]),
        new("What was seen and done.", ApiResources.Group,
            ["memberclusters/status", "fedhpas/status", "replicabindings/status", "cronhpas/status", "scaleins/status"], ["patch"]),
        new("What happened, beside the object that it happened to.", "events.k8s.io", ["events"], ["create", "patch"]),
    ];

    /// <summary>In the namespace that the service runs in, and in no other.</summary>
    /// <param name="lease">The Lease that copies of the service elect their leader by.</param>
    /// <param name="brake">The ConfigMap that stops all writes.</param>
    public static ImmutableArray<AccessRule> NamespaceRules(string lease, string brake) =>
    [
        new("The members' kubeconfigs.", "", ["secrets"], ["list", "watch"]),
        new("A member's renewed token is put into its kubeconfig.", "", ["secrets"], ["get", "patch"]) { Needs = AccessFeatures.TokenRenewal },
        new("Which copy leads. Creation cannot be limited to a name.", "coordination.k8s.io", ["leases"], ["create"]),
        new("That one Lease.", "coordination.k8s.io", ["leases"], ["get", "list", "watch", "patch"]) { ResourceNames = [lease] },
        new("The brake for the whole service.", "", ["configmaps"], ["get", "list", "watch"]) { ResourceNames = [brake] },
    ];
}
