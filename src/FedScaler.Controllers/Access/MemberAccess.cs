using System.Collections.Immutable;

namespace FedScaler.Controllers.Access;

/// <summary>
/// All that the service may do in a member. No Secrets, no ConfigMaps, no way to create pods or workloads; without ScaleIn
/// none to alter a template either. Events are written on the hub only. What every user may read needs no rule
/// (system:discovery, system:public-info-viewer: /version, /readyz and which kinds are served).
/// </summary>
public static class MemberAccess
{
    /// <summary>In all namespaces: workloads may be in any. To limit a member to some, grant all but nodes and kube-system there by Roles.</summary>
    public static ImmutableArray<AccessRule> ClusterRules { get; } = [.. Sharing, .. Removing];

    private static AccessRule[] Sharing =>
    [
        new("Capacity, and which pods could not be scheduled.", "", ["nodes", "pods"], ["list", "watch"]),
        new("Which cluster this is: the uid of kube-system.", "", ["namespaces"], ["get"]) { ResourceNames = ["kube-system"] },
        new("The workloads. Add here any other kind with a scale subresource that a FedHPA is to name.", "apps", ["deployments", "statefulsets"], ["list", "watch"]),
        new("The count, where it is not an HPA's to set.", "apps", ["deployments/scale", "statefulsets/scale"], ["patch"]),
        new("The member's own autoscalers, which hold the shares.", "autoscaling", ["horizontalpodautoscalers"], ["list", "watch", "create", "patch", "delete"]),
        new("Giving back an adopted autoscaler as it was (deletionPolicy Restore).", "autoscaling", ["horizontalpodautoscalers"], ["get", "update"]),
        new("Workloads of OpenKruise.", "apps.kruise.io", ["clonesets", "statefulsets"], ["list", "watch"]) { Needs = AccessFeatures.Kruise },
        new("Their counts.", "apps.kruise.io", ["clonesets/scale", "statefulsets/scale"], ["patch"]) { Needs = AccessFeatures.Kruise },
    ];

    private static AccessRule[] Removing =>
    [
        new("Deletion cost and a label on the named pods; deletion of those that are left over or replaced.", "", ["pods"], ["get", "patch", "delete"])
        { Needs = AccessFeatures.ScaleIn },
        new("Eviction, which budgets may refuse.", "", ["pods/eviction"], ["create"]) { Needs = AccessFeatures.ScaleIn },
        new("The count is lowered in the workload itself, in one write with the note that it was.", "apps", ["deployments", "statefulsets"], ["get", "patch"])
        { Needs = AccessFeatures.ScaleIn },
        new("Which pods a Deployment would delete.", "apps", ["replicasets"], ["list"]) { Needs = AccessFeatures.ScaleIn },
        new("What budgets say to it.", "policy", ["poddisruptionbudgets"], ["list"]) { Needs = AccessFeatures.ScaleIn },
        new("All that may select pods by labels: only a label that nothing selects is altered.", "", ["services", "replicationcontrollers"], ["list"])
        { Needs = AccessFeatures.ScaleIn },
        new("The same.", "apps", ["daemonsets"], ["list"]) { Needs = AccessFeatures.ScaleIn },
        new("The same.", "networking.k8s.io", ["networkpolicies"], ["list"]) { Needs = AccessFeatures.ScaleIn },
        new("The count of OpenKruise's workloads.", "apps.kruise.io", ["clonesets", "statefulsets"], ["get", "patch"])
        { Needs = AccessFeatures.ScaleIn | AccessFeatures.Kruise },
    ];

    /// <summary>In the namespace of the service's account in the member.</summary>
    /// <param name="account">The ServiceAccount whose token the service uses: it may renew that one, and no other's.</param>
    public static ImmutableArray<AccessRule> NamespaceRules(string account) =>
    [
        new("Its own next token, before this one expires.", "", ["serviceaccounts/token"], ["create"])
        { ResourceNames = [account], Needs = AccessFeatures.TokenRenewal },
    ];
}
