namespace FedScaler.Core.Splitting;

/// <summary>Why a member's share is what it is, in words for status, events and <c>plan</c>.</summary>
internal static class Reasons
{
    /// <summary>What the member's state says, which is gone with the state; null where the share's own reason says it.</summary>
    public static string? OfState(Round round, int index, int place, Share? share)
    {
        var member = round.Roster.Members[index];
        return round.Roster.States[index] switch
        {
            MemberState.Excluded => Excluded(member),
            MemberState.Silent => $"silent: share kept as last seen{Because(member)}",
            MemberState.Lent => $"silent for longer than graceSeconds: its share is lent to the others{Because(member)}",
            MemberState.Parked => Parked(round, member),
            MemberState.Active when member.Frozen => member.ContactReason,
            // autoscaling/v2, ScalingDisabled: an HPA over 0 replicas rests, unless 0 is its own minimum.
            _ when member.Runs == 0 && share is { Min: > 0 } && share == member.Share => "scaled to 0 there: its HPA rests until somebody scales it up",
            _ => share == member.Share && round.Table[place].Blocked ? $"{member.Unschedulable} of its pods can't be scheduled: given no more room for now" : null,
        };
    }

    /// <summary>Why the share changed: the reason that it has until it changes again. Null where it has none.</summary>
    public static string? OfChange(Round round, int index, int place, Share? after)
    {
        var member = round.Roster.Members[index];
        if (after is not { } share) return null;
        if (member.Share is not { } before) return First(round);
        return share == before ? "share as it was found" : Changed(round, place, member, before, share);
    }

    private static string Because(MemberSnapshot member) => member.ContactReason is null ? "" : $" ({member.ContactReason})";

    private static string Excluded(MemberSnapshot member) => member switch
    {
        { ContactReason: { } reason } => reason,
        { Frozen: true } => "the member is paused and has no share yet",
        _ => "its maxReplicas in placement is 0",
    };

    private static string Parked(Round round, MemberSnapshot member) =>
        round.Policy.Spread == SpreadPolicy.WhenNeeded && round.MaxBudget >= round.Table.Length
            ? "parked: the minimum does not need it"
            : member.Runs > 0 ? "parked: the maximum is lower than the number of members" : "parked: no share of the maximum is left for it";

    private static string Changed(Round round, int place, MemberSnapshot member, Share before, Share after)
    {
        if (after.Max > before.Max && member.Wants > before.Max) return $"room moved here: it wants {member.Wants} and had at most {before.Max}";
        if (round.Resplit) return "split anew: the spec or the members changed";
        if (round.Table[place].Blocked && after.Max < before.Max) return $"room moved away: {member.Unschedulable} of its pods can't be scheduled";
        if (round.Stepped) return "moved a step toward the ideal";
        if (after.Max < before.Max) return round.DemandMoved ? "gave room that it does not want to members that need it" : "trimmed to the maximum";
        if (after.Max > before.Max) return "took up room that was free";
        return after.Min > before.Min ? "took over a part of the minimum" : "its part of the minimum was lowered";
    }

    private static string First(Round round) => round switch
    {
        { Memory.AppliedSplit: null } => FirstOfAll(round),
        { Policy.Spread: SpreadPolicy.WhenNeeded } => "opened: the others no longer suffice",
        _ => "let in: it took no part before",
    };

    private static string FirstOfAll(Round round) => round.Policy.Strategy switch
    {
        SplitStrategy.Weighted => "first split, by weight",
        SplitStrategy.Priority => "first split, by priority",
        _ => "first split, by free capacity",
    };
}
