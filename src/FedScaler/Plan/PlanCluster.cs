using FedScaler.Core.Splitting;

namespace FedScaler.Plan;

/// <summary>One member cluster as a plan is told of it. Absent numbers are 0; an absent fit is unknown capacity.</summary>
internal sealed record PlanCluster
{
    public string? Name { get; set; }

    /// <summary>Active (default), Parked, Silent, Lent or Excluded.</summary>
    public MemberState? State { get; set; }

    public int? Runs { get; set; }

    /// <summary>Absent: what runs.</summary>
    public int? Wants { get; set; }

    /// <summary>Absent: what runs.</summary>
    public int? Ready { get; set; }

    public int? Unschedulable { get; set; }

    public int? Fit { get; set; }

    /// <summary>The share as it stands; absent: none yet.</summary>
    public int? MinReplicas { get; set; }

    /// <inheritdoc cref="MinReplicas"/>
    public int? MaxReplicas { get; set; }

    public Dictionary<string, string>? Labels { get; set; }
}
