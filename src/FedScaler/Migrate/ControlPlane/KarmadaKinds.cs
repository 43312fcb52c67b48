using FedScaler.Kube.Models;

namespace FedScaler.Migrate.ControlPlane;

/// <summary>The kinds of a Karmada control plane that a migration reads or writes.</summary>
internal static class KarmadaKinds
{
    public static readonly ResourceType FederatedHpas = new("autoscaling.karmada.io", "v1alpha1", "federatedhpas", "FederatedHPA");
    public static readonly ResourceType CronFederatedHpas = new("autoscaling.karmada.io", "v1alpha1", "cronfederatedhpas", "CronFederatedHPA");
    public static readonly ResourceType Bindings = new("work.karmada.io", "v1alpha2", "resourcebindings", "ResourceBinding");
    public static readonly ResourceType Works = new("work.karmada.io", "v1alpha1", "works", "Work");
    public static readonly ResourceType Clusters = new("cluster.karmada.io", "v1alpha1", "clusters", "Cluster", Namespaced: false);
    public static readonly ResourceType Policies = new("policy.karmada.io", "v1alpha1", "propagationpolicies", "PropagationPolicy");
    public static readonly ResourceType ClusterPolicies = new("policy.karmada.io", "v1alpha1", "clusterpropagationpolicies", "ClusterPropagationPolicy", Namespaced: false);
    public static readonly ResourceType Interpreters = new("config.karmada.io", "v1alpha1", "resourceinterpretercustomizations", "ResourceInterpreterCustomization", Namespaced: false);
}
