namespace FedScaler.Core.Splitting;

/// <summary>What a member is to one application.</summary>
public enum MemberState
{
    /// <summary>Answers, and has a share.</summary>
    Active,

    /// <summary>Eligible, but given no share: no HPA, 0 replicas.</summary>
    Parked,

    /// <summary>Does not answer; its numbers and its share stand as last seen.</summary>
    Silent,

    /// <summary>Silent past the grace; its share is lent to the others.</summary>
    Lent,

    /// <summary>Can't take part: the target is missing there, its capacity is never known, or another HPA holds the target.</summary>
    Excluded,
}
