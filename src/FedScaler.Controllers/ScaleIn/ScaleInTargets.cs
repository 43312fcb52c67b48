using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>What a ScaleIn is about.</summary>
internal static class ScaleInTargets
{
    /// <summary>The workload that it takes pods out of: always in its own namespace.</summary>
    public static TargetRef TargetOf(ScaleIn resource)
    {
        var reference = resource.Spec.ScaleTargetRef;
        return new TargetRef(resource.Metadata.Namespace ?? "", reference.ApiVersion, reference.Kind, reference.Name);
    }

    /// <summary>The order in which those on one workload take their turns.</summary>
    public static IOrderedEnumerable<ScaleIn> InOrder(this IEnumerable<ScaleIn> resources) =>
        resources.OrderBy(static one => one.Metadata.CreationTimestamp).ThenBy(static one => one.Metadata.Name, StringComparer.Ordinal);
}
