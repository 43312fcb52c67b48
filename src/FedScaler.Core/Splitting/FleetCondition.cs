namespace FedScaler.Core.Splitting;

/// <summary>Something about the whole that the user should know. <paramref name="Type"/> is one of <see cref="FleetConditions"/>.</summary>
public sealed record FleetCondition(string Type, bool Status, string Reason, string Message);

/// <summary>Condition types that a split decides; part of the resource's contract.</summary>
public static class FleetConditions
{
    public const string Balanced = "Balanced";
    public const string CapacityShort = "CapacityShort";
    public const string MinRaised = "MinRaised";
    public const string MembersSilent = "MembersSilent";
}
