using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 5. A max grows only into room that is free already: its giver has shrunk before. A min goes the other way round:
/// none is lowered below the sum, nor before the pods are ready that another's raised min asked for.
/// </summary>
internal sealed class OrderOfMovesLaw() : Law(5, "A giver shrinks before its receiver grows; a min goes up elsewhere, and its pods are ready, before it goes down here")
{
    /// <summary>Raised minima whose pods were not ready yet: by FedHPA and member.</summary>
    private readonly Dictionary<(ObjectKey Owner, string Member), (DateTimeOffset Since, int Min)> _awaited = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        switch (change)
        {
            case FleetChange.Share { After: { } after, ByOthers: false } share:
                JudgeGrowth(share, after, history);
                JudgeMinimum(share, after, history);
                Await(share, after, history);
                break;
            case FleetChange.Share { After: null } gone:
                _awaited.Remove((gone.Owner.Key, gone.Member.Name));
                break;
            case FleetChange.Replicas replicas:
                Arrive(replicas, history);
                break;
        }
    }

    private void JudgeGrowth(FleetChange.Share share, ShareBounds after, FleetHistory history)
    {
        var growth = after.Max - (share.Before?.Max ?? 0);
        if (growth <= 0) return;
        var sum = history.SumOfMaxima(share.Owner);
        var allowed = share.Owner.Policy.MaxReplicas + history.Lent(share.Owner, share.Time);
        if (Holds(sum <= allowed) || KeepsOne(share, after, history)) return;
        Report(share, share.Owner.Key.ToString(), sum, allowed, $"{share.Member.Name} grew by {growth} before that room was free: the maxima add up to {sum} of {allowed}");
    }

    /// <summary>Where silent members hold all of a lowered max, whoever runs something is still given 1.</summary>
    private static bool KeepsOne(FleetChange.Share share, ShareBounds after, FleetHistory history) =>
        after.Max == 1 && history.Shares(share.Owner).Any(static held => held.Member.Pinned);

    private void JudgeMinimum(FleetChange.Share share, ShareBounds after, FleetHistory history)
    {
        // A held one is lowered to let named pods go, and counts as it was. A min that sinks with its max has no choice.
        if (share.Hpa.HeldBy is not null || share.Before is not { } before || after.Min >= before.Min || after.Min == after.Max) return;
        var (sum, target) = Minima.Of(share.Owner, share.Time, history);
        if (!Holds(sum is null || sum >= target))
            Report(share, share.Owner.Key.ToString(), sum ?? 0, target, $"{share.Member.Name}'s min went from {before.Min} to {after.Min}, and the minima add up to {sum} of {target}");
        foreach (var ((owner, member), awaited) in _awaited)
        {
            if (owner != share.Owner.Key || member == share.Member.Name || history.Member(member).Pinned) continue;
            if (share.Owner.UpsetAt >= awaited.Since || share.Time - awaited.Since > history.Bounds.MinimumMove) continue;
            var ready = history.Member(member).Workloads.GetValueOrDefault(share.Owner.Target)?.Ready.Current ?? 0;
            Holds(false);
            Report(share, share.Owner.Key.ToString(), ready, awaited.Min, $"{share.Member.Name}'s min went down to {after.Min} before {member} had {awaited.Min} pods ready (it has {ready})");
        }
    }

    private void Await(FleetChange.Share share, ShareBounds after, FleetHistory history)
    {
        var key = (share.Owner.Key, share.Member.Name);
        if (share.Before is not { } before || after.Min < before.Min) _awaited.Remove(key);
        else if (after.Min > before.Min && GreatestReady(share.Member, share.Owner, history) < after.Min) _awaited[key] = (share.Time, after.Min);
    }

    private void Arrive(FleetChange.Replicas replicas, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
        {
            var key = (owner.Key, replicas.Member.Name);
            if (owner.Target == replicas.Target && _awaited.TryGetValue(key, out var awaited) && GreatestReady(replicas.Member, owner, history) >= awaited.Min)
                _awaited.Remove(key);
        }
    }

    private static int GreatestReady(MemberRecord member, FedHpaRecord owner, FleetHistory history) =>
        member.Workloads.GetValueOrDefault(owner.Target)?.Ready.GreatestSince(history.Now - history.Bounds.Follow) ?? 0;
}
