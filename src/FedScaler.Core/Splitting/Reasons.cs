namespace FedScaler.Core.Splitting;

/// <summary>Why a member's share is what it is, in words for status, events and <c>plan</c>.</summary>
internal static class Reasons
{
    /// <summary>The reason, or null to keep the one that the share already has.</summary>
    public static string? For(Round round, int index, int place, Share? after)
    {
        var member = round.Roster.Members[index];
        return round.Roster.States[index] switch
        {
            MemberState.Excluded => Excluded(member),
            MemberState.Silent => $"silent: share kept as last seen{Because(member)}",
            MemberState.Lent => $"silent for longer than graceSeconds: its share is lent to the others{Because(member)}",
            MemberState.Active when member.Frozen => member.ContactReason ?? "the MemberCluster is paused: share kept",
            MemberState.Parked => Parked(round, member),
            _ => after is { } share ? Shared(round, place, member, share) : null,
        };
    }

    private static string Because(MemberSnapshot member) => member.ContactReason is null ? "" : $" ({member.ContactReason})";

    private static string Excluded(MemberSnapshot member) => member switch
    {
        { ContactReason: { } reason } => reason,
        { Frozen: true } => "the MemberCluster is paused and has no share yet",
        _ => "its maxReplicas in placement is 0",
    };

    private static string Parked(Round round, MemberSnapshot member) =>
        round.Policy.Spread == SpreadPolicy.WhenNeeded && round.MaxBudget >= round.Table.Length
            ? "parked: the minimum does not need it"
            : member.Runs > 0 ? "parked: the maximum is lower than the number of members" : "parked: no share of the maximum is left for it";

    private static string? Shared(Round round, int place, MemberSnapshot member, Share after)
    {
        if (member.Share is not { } before) return First(round);
        if (after == before) return Unchanged(round, place, member);
        if (after.Max > before.Max && member.Wants > before.Max) return $"room moved here: it wants {member.Wants} and had at most {before.Max}";
        if (round.Resplit) return "split anew: the spec or the members changed";
        if (round.Table[place].Blocked && after.Max < before.Max) return $"room moved away: {member.Unschedulable} of its pods can't be scheduled";
        if (round.Stepped) return "moved a step toward the ideal";
        if (after.Max < before.Max) return round.DemandMoved ? "gave room that it does not want to members that need it" : "trimmed to the maximum";
        if (after.Max > before.Max) return "took up room that was free";
        return after.Min > before.Min ? "took over a part of the minimum" : "its part of the minimum was lowered";
    }

    private static string First(Round round) => round.Policy.Strategy switch
    {
        SplitStrategy.Weighted => "first split, by weight",
        SplitStrategy.Priority => "first split, by priority",
        _ => "first split, by free capacity",
    };

    private static string? Unchanged(Round round, int place, MemberSnapshot member)
    {
        if (round.Table[place].Blocked) return $"{member.Unschedulable} of its pods can't be scheduled: given no more room for now";
        return round.Roster.Memories[round.Roster.IndexOf(place)].Reason is null ? "share as it was found" : null;
    }
}
