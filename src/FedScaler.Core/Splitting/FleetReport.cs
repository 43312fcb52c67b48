using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>What the user should know of the whole.</summary>
internal static class FleetReport
{
    private const int MostReasons = 3;

    // What is said of most fleets nearly all the time: written once.
    private static readonly FleetCondition InBalance = new(FleetConditions.Balanced, true, "InBalance", "every member has the room that it wants");
    private static readonly FleetCondition Drifting =
        new(FleetConditions.Balanced, false, "Drifting", "shares are further from the ideal than rebalance.tolerancePercent");
    private static readonly FleetCondition NoMembers = new(FleetConditions.CapacityShort, false, "NoMembers", "no member takes part");
    private static readonly FleetCondition Suffices = new(FleetConditions.CapacityShort, false, "CapacitySuffices", "the fleet can hold maxReplicas");
    private static readonly FleetCondition AsSpecified = new(FleetConditions.MinRaised, false, "AsSpecified", "minReplicas holds as it stands");
    private static readonly FleetCondition AllAnswer = new(FleetConditions.MembersSilent, false, "AllAnswer", "every member answers");

    public static ImmutableArray<FleetCondition> Conditions(Round round, int holding) =>
        [Balanced(round), CapacityShort(round), MinRaised(round, holding), MembersSilent(round)];

    private static FleetCondition Balanced(Round round)
    {
        if (round.AboveMax > 0 && !round.Roster.AnySilentShare) return PausedAboveMax(round);
        for (var i = 0; i < round.Table.Length; i++)
        {
            var member = round.Table[i].Member;
            if (member.Wants <= round.Maxima[i]) continue;
            return new(FleetConditions.Balanced, false, "UnservedDemand",
                $"{member.Name} wants {member.Wants} replicas and may have {round.Maxima[i]}: {Hindrance(round, i)}");
        }

        return round.DriftSince is null && !round.Stepped ? InBalance : Drifting;
    }

    private static FleetCondition PausedAboveMax(Round round)
    {
        var paused = new List<string>();
        for (var i = 0; i < round.Roster.Members.Length; i++)
            if (round.Roster.Members[i] is { Frozen: true, Share: not null } member && round.Roster.States[i] == MemberState.Active) paused.Add(member.Name);
        var names = string.Join(", ", paused.Take(MostReasons));
        return new(FleetConditions.Balanced, false, "PausedAboveMax",
            $"{names}{(paused.Count > MostReasons ? $" and {paused.Count - MostReasons} more" : "")}: paused with shares that leave the whole {round.AboveMax} above maxReplicas {round.Policy.MaxReplicas}; resume what is paused, or raise maxReplicas");
    }

    private static string Hindrance(Round round, int i)
    {
        var member = round.Table[i].Member;
        if (round.Table[i].Blocked) return "pods can't be scheduled there";
        if (round.Maxima[i] >= member.Ceiling) return "its maxReplicas in placement forbids more";
        if (member.Fit is null) return "its capacity is not known";
        if (round.Maxima[i] >= member.Fit) return "its nodes hold no more";
        return "no other member has room that it does not want; raise maxReplicas";
    }

    private static FleetCondition CapacityShort(Round round)
    {
        if (round.Table.IsEmpty) return NoMembers;
        if (round.Unplaced > 0)
        {
            return new(FleetConditions.CapacityShort, true, "CeilingsTooLow",
                $"maxReplicas in placement.clusters leave no place for {round.Unplaced} of maxReplicas {round.Policy.MaxReplicas}");
        }

        long lacking = 0, unknown = 0;
        for (var i = 0; i < round.Table.Length; i++)
        {
            if (round.Table[i].Member.Fit is { } fit) lacking += Math.Max(0, round.Maxima[i] - fit);
            else unknown++;
        }

        if (lacking == 0)
        {
            return unknown == 0
                ? Suffices
                : new(FleetConditions.CapacityShort, false, "CapacityUnknown", $"the capacity of {unknown} members is not known");
        }

        return new(FleetConditions.CapacityShort, true, "FleetFull",
            $"free capacity falls {lacking} replicas short of maxReplicas {round.Policy.MaxReplicas}: add nodes, or lower maxReplicas");
    }

    private static FleetCondition MinRaised(Round round, int holding) => holding > round.Policy.MinReplicas
        ? new(FleetConditions.MinRaised, true, "MoreMembersThanMinReplicas",
            $"each of {holding} members keeps at least 1, so minReplicas {round.Policy.MinReplicas} counts as {holding}; spread WhenNeeded would park members instead")
        : AsSpecified;

    /// <summary>The first few with the reason; a condition is no place for that of a whole fleet.</summary>
    private static string Named(MemberSnapshot member, int before) =>
        member.ContactReason is { } reason && before < MostReasons ? $"{member.Name} ({reason})" : member.Name;

    private static FleetCondition MembersSilent(Round round)
    {
        List<string>? silent = null;
        var lent = 0;
        for (var i = 0; i < round.Roster.Members.Length; i++)
        {
            if (round.Roster.States[i] is not (MemberState.Silent or MemberState.Lent)) continue;
            (silent ??= []).Add(Named(round.Roster.Members[i], silent?.Count ?? 0));
            lent += round.Roster.States[i] == MemberState.Lent ? 1 : 0;
        }

        if (silent is null) return AllAnswer;
        var names = string.Join(", ", silent);
        if (round.AboveMax > 0)
        {
            return new(FleetConditions.MembersSilent, true, "SharesAboveMax",
                $"{names}: shares stand as last seen, {round.AboveMax} above maxReplicas {round.Policy.MaxReplicas}; the others keep 1 each, and it is met when they answer");
        }

        return lent == 0
            ? new(FleetConditions.MembersSilent, true, "SharesKept", $"{names}: numbers and shares stand as last seen")
            : new(FleetConditions.MembersSilent, true, "SharesLent", $"{names}: {lent} past graceSeconds, their shares are lent to the others");
    }
}
