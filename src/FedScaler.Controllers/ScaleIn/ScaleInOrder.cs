using FedScaler.Api.ScaleIns;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>The order in which ScaleIns on one workload take their turns.</summary>
internal static class ScaleInOrder
{
    public static IOrderedEnumerable<ScaleIn> InOrder(this IEnumerable<ScaleIn> resources) =>
        resources.OrderBy(static one => one.Metadata.CreationTimestamp).ThenBy(static one => one.Metadata.Name, StringComparer.Ordinal);

    public static bool IsBefore(this ScaleIn one, ScaleIn other) =>
        (one.Metadata.CreationTimestamp ?? default).CompareTo(other.Metadata.CreationTimestamp ?? default) is var times && times != 0
            ? times < 0
            : string.CompareOrdinal(one.Metadata.Name, other.Metadata.Name) < 0;
}
