namespace FedScaler.Core.ScaleIn;

/// <summary>How strictly the pods are meant.</summary>
public enum RemovalGuarantee
{
    /// <summary>These and no other, or nothing.</summary>
    Exact,

    /// <summary>Others may go in their place, which is reported.</summary>
    BestEffort,
}
