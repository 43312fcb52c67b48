namespace FedScaler.Core.ScaleIn;

/// <summary>What becomes of the count.</summary>
public enum RemovalMode
{
    /// <summary>It goes down by as many.</summary>
    Shrink,

    /// <summary>The fleet's maximum goes down by as many, too.</summary>
    Cap,

    /// <summary>It is kept: other pods take their place.</summary>
    Replace,
}
