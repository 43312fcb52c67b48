namespace FedScaler.Api.ScaleIns;

/// <summary>Whether a ScaleIn keeps the shares of its workload as they are.</summary>
public enum FleetHoldState
{
    /// <summary>No member's share or count may be changed.</summary>
    Held,

    /// <summary>They may be again.</summary>
    Released,
}
