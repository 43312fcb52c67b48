using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>The name that Karmada gives to the binding of a workload (GenerateBindingName in its pkg/util/names/names.go).</summary>
internal static class KarmadaBindingName
{
#pragma warning disable CA1308 // Kubernetes names are lower case
    public static ObjectKey Of(TargetRef target) => new(target.Namespace, $"{target.Name.Replace(':', '.')}-{target.Kind}".ToLowerInvariant());
#pragma warning restore CA1308
}
