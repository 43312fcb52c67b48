namespace FedScaler.SandboxHost;

/// <summary>What federates a simulated fleet.</summary>
public enum Federation
{
    /// <summary>Nothing: the hub holds a MemberCluster and a Secret for every member.</summary>
    Direct,

    /// <summary>A Karmada control plane on the hub, which every member has joined.</summary>
    Karmada,
}
