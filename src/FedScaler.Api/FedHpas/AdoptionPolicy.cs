namespace FedScaler.Api.FedHpas;

/// <summary>What is done about an HPA that a member already has on the target.</summary>
public enum AdoptionPolicy
{
    /// <summary>Nothing is written there, and a condition says so.</summary>
    Refuse,

    /// <summary>It is taken over; its spec is kept for <see cref="DeletionPolicy.Restore"/>.</summary>
    Adopt,
}
