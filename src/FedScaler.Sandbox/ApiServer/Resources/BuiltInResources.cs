using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>The built-in resources that the sandbox serves.</summary>
internal static class BuiltInResources
{
    private static readonly string[] All = ["all"];

    public static readonly IReadOnlyList<ServedResource> List =
    [
        Make("", "v1", "namespaces", "Namespace", false, "ns", status: true) with { OtherSubresources = ["finalize"] },
        Make("", "v1", "nodes", "Node", false, "no", status: true),
        Make("", "v1", "pods", "Pod", true, "po", status: true, categories: All) with { OtherSubresources = ["binding", "eviction"] },
        Make("", "v1", "configmaps", "ConfigMap", true, "cm"),
        Make("", "v1", "secrets", "Secret", true),
        Make("", "v1", "services", "Service", true, "svc", status: true, categories: All),
        Make("", "v1", "serviceaccounts", "ServiceAccount", true, "sa") with { OtherSubresources = ["token"] },
        Make("", "v1", "limitranges", "LimitRange", true, "limits"),
        Make("", "v1", "resourcequotas", "ResourceQuota", true, "quota", status: true),
        Make("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true, "pvc", status: true),
        Make("", "v1", "events", "Event", true, "ev", schema: "CoreEvent"),
        Make("events.k8s.io", "v1", "events", "Event", true, "ev"),
        Make("apps", "v1", "deployments", "Deployment", true, "deploy", status: true, categories: All) with { Scale = ScalePaths.Workload },
        Make("apps", "v1", "replicasets", "ReplicaSet", true, "rs", status: true, categories: All) with { Scale = ScalePaths.Workload },
        Make("apps", "v1", "statefulsets", "StatefulSet", true, "sts", status: true, categories: All) with { Scale = ScalePaths.Workload },
        Make("apps", "v1", "daemonsets", "DaemonSet", true, "ds", status: true, categories: All),
        Make("apps", "v1", "controllerrevisions", "ControllerRevision", true),
        Make("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, "hpa", status: true, categories: All),
        Make("autoscaling", "v1", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, "hpa", true, All, "HorizontalPodAutoscalerV1"),
        Make("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, "pdb", status: true),
        Make("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, "netpol"),
        Make("coordination.k8s.io", "v1", "leases", "Lease", true),
        Make("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", false, "pc"),
        Make("rbac.authorization.k8s.io", "v1", "roles", "Role", true),
        Make("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true),
        Make("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false),
        Make("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false, schema: "RoleBinding"),
        Make("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false, "crd", status: true),
    ];

    private static ServedResource Make(
        string group,
        string version,
        string plural,
        string kind,
        bool namespaced,
        string? shortName = null,
        bool status = false,
        string[]? categories = null,
        string? schema = null) =>
        new(new ResourceType(group, version, plural, kind, namespaced), BuiltInSchemas.Of(schema ?? kind))
        {
            ShortNames = shortName is null ? [] : [shortName],
            HasStatus = status,
            Categories = categories ?? [],
        };
}
