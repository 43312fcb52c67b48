using FedScaler.Api.Validation;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Bindings;

/// <summary>What a binding's status says of the whole while the user leads.</summary>
internal static class BindingConditions
{
    /// <param name="words">How the federation's users call things.</param>
    public static IEnumerable<FleetCondition> Of(DivisionRound round, DivisionActs acts, BindingWords words)
    {
        yield return Ready(round, acts, words);
        yield return CapacityShort(round);
        yield return Conflict(round);
        yield return MembersSilent(round);
        if (round.Hold is { } hold) yield return Held(hold);
        if (round.Brake is { } brake) yield return Paused(brake);
        if (round.Schedule is not null) yield return Scheduled(round, words);
    }

    public static IEnumerable<FleetCondition> OfInvalid(IReadOnlyList<FieldError> errors) =>
        [new(BindingReasons.Ready, false, BindingReasons.InvalidSpec, string.Join("; ", errors))];

    /// <param name="others">Names of the other bindings on the target.</param>
    public static IEnumerable<FleetCondition> OfRivals(IEnumerable<string> others) =>
    [
        new(BindingReasons.Ready, false, BindingReasons.Conflict, "nothing is written while another ReplicaBinding has the same target"),
        new(BindingReasons.Conflict, true, BindingReasons.TwoBindings,
            $"ReplicaBinding {string.Join(", ", others)} has the same spec.scaleTargetRef: delete all but one; until then none scales anything"),
    ];

    /// <param name="fedHpa">Name of the FedHPA that scales the target.</param>
    /// <param name="binding">Name of the binding that follows it.</param>
    public static IEnumerable<FleetCondition> OfUseless(string fedHpa, string binding) =>
    [
        new(BindingReasons.Ready, false, BindingReasons.FedHpaLeads, $"FedHPA {fedHpa} scales the target"),
        new(BindingReasons.Conflict, true, BindingReasons.FedHpaLeads,
            $"FedHPA {fedHpa} scales the target and ReplicaBinding {binding} follows it: delete this one, or the FedHPA"),
    ];

    /// <param name="conflict">Why the federation says that the target is not ours to scale.</param>
    public static IEnumerable<FleetCondition> OfConflict(FleetConflict conflict) =>
    [
        new(BindingReasons.Ready, false, BindingReasons.Conflict, $"nothing is written: {conflict.Message}"),
        new(BindingReasons.Conflict, true, conflict.Reason, conflict.Message),
    ];

    public static FleetCondition Paused(string brake) =>
        new(BindingReasons.Paused, true, BindingReasons.ByService, $"the service's brake is on: {brake}: no count is written, neither here nor in any member");

    private static FleetCondition Ready(DivisionRound round, DivisionActs acts, BindingWords words)
    {
        var members = round.Observation.Members;
        if (round.Brake is { } brake) return new(BindingReasons.Ready, false, BindingReasons.Paused, $"the service's brake is on: {brake}: what runs goes on, whatever would be divided");
        if (!acts.Failures.IsEmpty)
        {
            return new(BindingReasons.Ready, false, BindingReasons.WriteFailed,
                "tried again: " + string.Join("; ", acts.Failures.Select(static failure => $"{failure.Member}: {failure.Error}")));
        }

        if (members.IsEmpty)
            return new(BindingReasons.Ready, false, BindingReasons.NoMembers, words.NoMembers);
        var live = members.Count(static member => member.Seen.Contact == MemberContact.Live);
        if (live == 0)
        {
            var reasons = string.Join("; ", round.Decision.Members.Select(static member => $"{member.Name}: {member.Reason}"));
            return new(BindingReasons.Ready, false, members.All(static member => member.IsExcluded) ? BindingReasons.TargetMissing : BindingReasons.MembersNotReady, $"no member takes part: {reasons}");
        }

        return members.All(static member => member.Conflict is not null || member.IsExcluded)
            ? new(BindingReasons.Ready, true, BindingReasons.MembersLead, "follows what the members run: HPAs of their own scale the target" + Without(round, words))
            : new(BindingReasons.Ready, true, BindingReasons.UserLeads, $"{round.Replicas} replicas over {live} of {members.Length} members" + Without(round, words));
    }

    private static string Without(DivisionRound round, BindingWords words)
    {
        var text = "";
        var excluded = round.Decision.Members.Where(static member => member.State == MemberState.Excluded).Select(static member => $"{member.Name}: {member.Reason}").ToList();
        if (excluded.Count > 0) text += $"; without {string.Join("; ", excluded)}";
        if (round.Decision.Excess > 0) text += $"; {round.Decision.Excess} more run, as members that can't be written to hold them";
        var unknown = round.Observation.UnknownNames;
        return unknown.IsEmpty ? text : $"{text}; spec.placement.clusters names {string.Join(", ", unknown)}, and there is no such {words.Member}";
    }

    private static FleetCondition CapacityShort(DivisionRound round)
    {
        var decision = round.Decision;
        if (decision.Unplaced > 0)
        {
            var standing = round.Observation.Members
                .Where(static member => member.Seen is { Contact: MemberContact.Live, Frozen: true }).Select(static member => $"{member.Seen.Name}: {member.Seen.ContactReason}").ToList();
            var beside = standing.Count > 0 ? $" beside what stands as it is ({string.Join("; ", standing)})" : "";
            return new(BindingReasons.CapacityShort, true, BindingReasons.CeilingsTooLow,
                $"{decision.Unplaced} of {round.Replicas} replicas found no place{beside}: raise maxReplicas in placement.clusters, let more members take part, or lower the count");
        }

        return decision.BeyondFit > 0
            ? new(BindingReasons.CapacityShort, true, BindingReasons.FleetFull, $"free capacity falls {decision.BeyondFit} short of {round.Replicas} replicas: add nodes, or lower the count")
            : new(BindingReasons.CapacityShort, false, BindingReasons.CapacitySuffices, "every replica has a place");
    }

    private static FleetCondition Conflict(DivisionRound round)
    {
        var conflicts = round.Observation.Members.Where(static member => member.Conflict is not null).Select(static member => member.Conflict!).ToList();
        return conflicts.Count > 0
            ? new(BindingReasons.Conflict, true, BindingReasons.ForeignHpa, string.Join("; ", conflicts) + "; until then the binding follows what runs there")
            : new(BindingReasons.Conflict, false, BindingReasons.NoConflict, "nobody else scales the target");
    }

    private static FleetCondition MembersSilent(DivisionRound round)
    {
        var silent = round.Decision.Members.Where(static member => member.State == MemberState.Silent).ToList();
        return silent.Count == 0
            ? new(BindingReasons.MembersSilent, false, BindingReasons.AllAnswer, "every member answers")
            : new(BindingReasons.MembersSilent, true, BindingReasons.CountsKept,
                $"{string.Join(", ", silent.Select(static member => $"{member.Name} with {member.Replicas}"))}: counted as last seen, and the others have the rest");
    }

    private static FleetCondition Held(FleetHold hold) =>
        new(BindingReasons.Held, true, BindingReasons.ScaleInInProgress, $"what members run is kept as it is for ScaleIn {hold.Name}");

    private static FleetCondition Scheduled(DivisionRound round, BindingWords words) => round.IsScheduled
        ? new(BindingReasons.Scheduled, true, BindingReasons.RuleInForce,
            $"{string.Join(", ", round.Rules.Select(static rule => rule.Id))} asks for {round.Replicas}: {words.Count} counts again when no rule is in force")
        : new(BindingReasons.Scheduled, false, BindingReasons.NoRuleInForce, $"no rule with a count is in force: {words.Count} counts");
}
