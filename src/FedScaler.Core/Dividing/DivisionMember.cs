using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>One member as a division sees it.</summary>
/// <param name="Seen">
/// What is known of it. Silent: Runs is the most that it may run. Frozen (paused, or scaled by an HPA of its own): it stands
/// at Runs. Share and Wants mean nothing here.
/// </param>
/// <param name="Assigned">What it was last told to run; null where it never was, and what it runs counts.</param>
public sealed record DivisionMember(MemberSnapshot Seen, int? Assigned = null)
{
    public string Name => Seen.Name;
}
