namespace FedScaler.Api.MemberClusters;

/// <summary>Types of a MemberCluster's conditions.</summary>
public static class MemberConditions
{
    /// <summary>The API server answers and is ready.</summary>
    public const string Ready = "Ready";

    /// <summary>Nodes and pods are followed.</summary>
    public const string CapacityKnown = "CapacityKnown";

    /// <summary>The token is good, and is renewed in time. Only where the credential is a token with an end.</summary>
    public const string CredentialsValid = "CredentialsValid";
}
