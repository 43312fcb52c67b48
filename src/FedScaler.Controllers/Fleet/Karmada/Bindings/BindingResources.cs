using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>The kinds of a Karmada control plane that say how replicas are divided, or who else does so.</summary>
internal static class BindingResources
{
    public static readonly ResourceType Bindings = new("work.karmada.io", "v1alpha2", "resourcebindings", "ResourceBinding");
    public static readonly ResourceType FederatedHpas = new("autoscaling.karmada.io", "v1alpha1", "federatedhpas", "FederatedHPA");
    public static readonly ResourceType CronFederatedHpas = new("autoscaling.karmada.io", "v1alpha1", "cronfederatedhpas", "CronFederatedHPA");
    public static readonly ResourceType Customizations =
        new("config.karmada.io", "v1alpha1", "resourceinterpretercustomizations", "ResourceInterpreterCustomization", Namespaced: false);
}
