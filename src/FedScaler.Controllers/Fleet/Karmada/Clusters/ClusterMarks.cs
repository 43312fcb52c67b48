namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>What users write on a Cluster for FedScaler to read.</summary>
public static class ClusterMarks
{
    /// <summary>The user's pause of one member, as a label or as an annotation, where it is <c>true</c>: Karmada has no field for it.</summary>
    public const string Paused = "fedscaler.io/paused";

    /// <summary>Whether labels or annotations say so.</summary>
    public static bool IsPaused(IReadOnlyDictionary<string, string>? labels, IReadOnlyDictionary<string, string>? annotations) =>
        labels?.GetValueOrDefault(Paused) == "true" || annotations?.GetValueOrDefault(Paused) == "true";
}
