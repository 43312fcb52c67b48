using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>The binding that Karmada makes for a workload.</summary>
internal static class KarmadaBindingName
{
    public static ObjectKey Of(TargetRef target) => new(target.Namespace, KarmadaKeys.BindingNameOf(target.Kind, target.Name));

    /// <summary>Why the workload is not in a member, in words for the user.</summary>
    public static string WhyMissing(TargetRef target, string member) =>
        $"Karmada has not put {target} there: ResourceBinding {Of(target)} does not name {member} yet, or what it says has not come there";
}
