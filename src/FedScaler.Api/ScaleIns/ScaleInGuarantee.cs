namespace FedScaler.Api.ScaleIns;

/// <summary>How strictly the pods are meant.</summary>
public enum ScaleInGuarantee
{
    /// <summary>These and no other, or nothing.</summary>
    Exact,

    /// <summary>Others may go in their place.</summary>
    BestEffort,
}
