namespace FedScaler.Core.Splitting;

/// <summary>What becomes of the share of a member that has been silent for longer than the grace.</summary>
public enum FailoverMode
{
    /// <summary>It is lent to the others, until the member answers.</summary>
    Reassign,

    /// <summary>It stays the member's own.</summary>
    Hold,
}
