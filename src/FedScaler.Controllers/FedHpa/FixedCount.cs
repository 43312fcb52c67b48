using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>A member whose count cannot be set there: it is neither opened nor parked, and is given no room that it could not use.</summary>
internal static class FixedCount
{
    /// <param name="hpa">The one there that is ours, or will be; null for none.</param>
    /// <param name="why">With what would mend it.</param>
    public static MemberSnapshot Heed(MemberSnapshot member, MemberView.Present view, HpaView? hpa, string why)
    {
        // An HPA leaves a workload of 0 replicas alone (autoscaling/v2, ScalingDisabled).
        if (view.Workload.Replicas == 0 && hpa is null)
            return member with { Floor = 0, Ceiling = 0, ContactReason = $"it runs nothing, and cannot be started, as its count cannot be set: {why}" };
        if (view.Workload.Replicas > 0 && member.Ceiling == 0)
            return member with { Frozen = true, ContactReason = $"{member.ContactReason ?? "its maxReplicas in placement is 0"}; it cannot be stopped, as its count cannot be set: {why}" };
        // Never parked.
        return member with { Floor = Math.Max(member.Floor, 1) };
    }
}
