namespace FedScaler.Core.ScaleIn;

/// <summary>What a removal asks of the FedHPA or ReplicaBinding over its workload.</summary>
public enum FleetHoldStage
{
    /// <summary>Nothing, so far or ever.</summary>
    None,

    /// <summary>Every cluster's share and count stay as they are.</summary>
    Held,

    /// <summary>They may go their own way again.</summary>
    Released,
}
