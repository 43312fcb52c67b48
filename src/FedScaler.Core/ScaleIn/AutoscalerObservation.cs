namespace FedScaler.Core.ScaleIn;

/// <summary>The HorizontalPodAutoscaler on the workload in one cluster.</summary>
/// <param name="Name">Of the HPA.</param>
/// <param name="Min">spec.minReplicas, 1 where it is absent.</param>
/// <param name="Behavior">spec.behavior as JSON, null where it is absent; only ever handed back.</param>
public sealed record AutoscalerObservation(string Name, string ResourceVersion, int Min, string? Behavior)
{
    /// <summary>Id of the removal that holds it; null for none.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Whether status.observedGeneration shows that its controller has seen the spec as it stands.</summary>
    public bool IsSpecSeen { get; init; }

    /// <summary>Whether a FedHPA writes its minReplicas: then the minimum is the fleet's, see <see cref="ClusterObservation.Floor"/>.</summary>
    public bool IsFederated { get; init; }
}
