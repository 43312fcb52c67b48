using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 3. No share is written whose max is below what its workload asks for, unless the fleet has less to share than it
/// runs (the user lowered the max), the member's ceiling or a placement that leaves it out says so, or the sum has to come down (a lent share is taken back).
/// What ran a moment ago counts too: the service may have decided just before the member scaled.
/// </summary>
internal sealed class RunningPodsLaw() : Law(3, "No share's max goes below what runs there unless the user, or a lent share's return, asks for it")
{
    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is not FleetChange.Share { After: { } after, ByOthers: false } share || share.Before?.Max <= after.Max) return;
        var owner = share.Owner;
        if (!share.Member.Workloads.TryGetValue(owner.Target, out var workload)) return;
        var runs = workload.Replicas.LeastSince(change.Time - history.Bounds.Follow);
        if (Holds(after.Max >= runs) || after.Max >= owner.Ceiling(share.Member)) return;
        if (history.IsLeftOut(owner.Target, share.Member.Name) || RunsMoreThanThereIs(owner, history) || SumHasToComeDown(share, after, history)) return;
        Report(change, owner.Key.ToString(), after.Max, runs, $"{share.Member.Name} runs {runs} and was given {after} (before: {share.Before?.ToString() ?? "none"})");
    }

    private static bool RunsMoreThanThereIs(FedHpaRecord owner, FleetHistory history)
    {
        long runs = 0, pinned = 0;
        foreach (var member in history.Members.Values)
        {
            if (!history.TakesPart(owner, member) || member.Pinned || !member.Workloads.TryGetValue(owner.Target, out var workload)) continue;
            runs += workload.Replicas.GreatestSince(history.Now - history.Bounds.Settle);
        }

        foreach (var (member, hpa) in history.Shares(owner))
            if (member.Pinned && !history.MayBeLent(owner, member, history.Now)) pinned += hpa.Bounds.Max;
        return runs > owner.Policy.MaxReplicas - pinned;
    }

    private static bool SumHasToComeDown(FleetChange.Share share, ShareBounds after, FleetHistory history)
    {
        if (share.Before is not { } before) return false;
        var sumBefore = history.SumOfMaxima(share.Owner) - after.Max + before.Max;
        return sumBefore > share.Owner.Policy.MaxReplicas + history.Lent(share.Owner, share.Time);
    }
}
