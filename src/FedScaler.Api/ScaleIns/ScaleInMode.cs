namespace FedScaler.Api.ScaleIns;

/// <summary>What becomes of the count.</summary>
public enum ScaleInMode
{
    /// <summary>It goes down by as many.</summary>
    Shrink,

    /// <summary>The maximum goes down by as many, too.</summary>
    Cap,

    /// <summary>It is kept: other pods take their place.</summary>
    Replace,
}
