namespace FedScaler.Hosting.Federations;

/// <summary>The ways that there are for an application to run in many clusters.</summary>
public enum FederationKind
{
    /// <summary>MemberClusters on the hub, each spoken to at its own API server.</summary>
    Direct,

    /// <summary>The hub is the API server of a Karmada control plane: Clusters, ResourceBindings and Works.</summary>
    Karmada,
}
