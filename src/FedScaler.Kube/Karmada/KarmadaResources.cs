using FedScaler.Kube.Models;

namespace FedScaler.Kube.Karmada;

/// <summary>Karmada's kinds, as far as they are read, written or simulated (karmada-io/karmada pkg/apis).</summary>
public static class KarmadaResources
{
    public static readonly ResourceType Clusters = new("cluster.karmada.io", "v1alpha1", "clusters", "Cluster", Namespaced: false);
    public static readonly ResourceType ResourceBindings = new("work.karmada.io", "v1alpha2", "resourcebindings", "ResourceBinding");
    public static readonly ResourceType ClusterResourceBindings =
        new("work.karmada.io", "v1alpha2", "clusterresourcebindings", "ClusterResourceBinding", Namespaced: false);
    public static readonly ResourceType Works = new("work.karmada.io", "v1alpha1", "works", "Work");
    public static readonly ResourceType PropagationPolicies =
        new("policy.karmada.io", "v1alpha1", "propagationpolicies", "PropagationPolicy");
    public static readonly ResourceType ClusterPropagationPolicies =
        new("policy.karmada.io", "v1alpha1", "clusterpropagationpolicies", "ClusterPropagationPolicy", Namespaced: false);
    public static readonly ResourceType OverridePolicies = new("policy.karmada.io", "v1alpha1", "overridepolicies", "OverridePolicy");
    public static readonly ResourceType ClusterOverridePolicies =
        new("policy.karmada.io", "v1alpha1", "clusteroverridepolicies", "ClusterOverridePolicy", Namespaced: false);
    public static readonly ResourceType ResourceInterpreterCustomizations =
        new("config.karmada.io", "v1alpha1", "resourceinterpretercustomizations", "ResourceInterpreterCustomization", Namespaced: false);
    public static readonly ResourceType FederatedHpas = new("autoscaling.karmada.io", "v1alpha1", "federatedhpas", "FederatedHPA");
    public static readonly ResourceType CronFederatedHpas =
        new("autoscaling.karmada.io", "v1alpha1", "cronfederatedhpas", "CronFederatedHPA");
    public static readonly ResourceType WorkloadRebalancers =
        new("apps.karmada.io", "v1alpha1", "workloadrebalancers", "WorkloadRebalancer", Namespaced: false);

    public static readonly IReadOnlyList<ResourceType> All =
    [
        Clusters, ResourceBindings, ClusterResourceBindings, Works, PropagationPolicies, ClusterPropagationPolicies, OverridePolicies,
        ClusterOverridePolicies, ResourceInterpreterCustomizations, FederatedHpas, CronFederatedHpas, WorkloadRebalancers,
    ];
}
