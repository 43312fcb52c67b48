namespace FedScaler.Controllers.Access;

/// <summary>Parts of FedScaler that need rights of their own, so that who does not want a part need not grant them.</summary>
[Flags]
public enum AccessFeatures
{
    /// <summary>Sharing replicas out: needed by everybody.</summary>
    None = 0,

    /// <summary>Taking named pods out of a workload.</summary>
    ScaleIn = 1,

    /// <summary>Workloads of OpenKruise.</summary>
    Kruise = 2,

    /// <summary>A member's token is renewed before it expires.</summary>
    TokenRenewal = 4,

    All = ScaleIn | Kruise | TokenRenewal,
}
