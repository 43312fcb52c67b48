using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Validation;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What the status says of the whole.</summary>
internal static class FedHpaConditions
{
    public static IEnumerable<FleetCondition> Of(FedHpa resource, FedHpaRound round, ActOutcome acted)
    {
        yield return Ready(resource, round, acted);
        yield return Conflict(round);
        yield return Paused(resource, round.Brake);
        if (round.Hold is { } hold) yield return Held(hold);
        if (FieldsDropped(round.Observation) is { } dropped) yield return dropped;
        if (MembersUnseen(round.Observation) is { } unseen) yield return unseen;
        foreach (var condition in round.Decision.Conditions) yield return condition;
        foreach (var condition in ScheduleConditions.Of(round.Bounds)) yield return condition;
    }

    public static IEnumerable<FleetCondition> OfInvalid(FedHpa resource, FleetHold? hold, string? brake, IReadOnlyList<FieldError> errors)
    {
        yield return new FleetCondition(FedHpaReasons.Ready, false, FedHpaReasons.InvalidSpec, string.Join("; ", errors));
        yield return Paused(resource, brake);
        if (hold is not null) yield return Held(hold);
    }

    /// <summary>Something on the hub is not known that shares may rest on: all else stands as it was told.</summary>
    public static IReadOnlyList<Condition> OfUnread(string why, IReadOnlyList<Condition> before, long? generation, DateTimeOffset now)
    {
        FleetCondition[] ready = [new(FedHpaReasons.Ready, false, FedHpaReasons.HubNotRead, $"{why}; until then shares stay as they are")];
        return [.. ready.Tell(before, generation, now), .. before.Where(static condition => condition.Type != FedHpaReasons.Ready)];
    }

    private static FleetCondition Ready(FedHpa resource, FedHpaRound round, ActOutcome acted)
    {
        var (observation, decision) = (round.Observation, round.Decision);
        if (PausedBy(resource, round.Brake) is { } by)
            return new(FedHpaReasons.Ready, false, FedHpaReasons.Paused, $"{by}: what stands in the members stays, whatever would be decided");
        if (round.Rivals.Count > 0) return new(FedHpaReasons.Ready, false, FedHpaReasons.Conflict, "nothing is written while another FedHPA has the same target");
        if (round.Foreign is { } foreign) return new(FedHpaReasons.Ready, false, FedHpaReasons.Conflict, $"nothing is written: {foreign.Message}");
        if (!acted.Failures.IsEmpty)
        {
            return new(FedHpaReasons.Ready, false, FedHpaReasons.WriteFailed,
                "tried again: " + string.Join("; ", acted.Failures.Select(static failure => $"{failure.Member}: {failure.Error}")));
        }

        if (observation.Members.IsEmpty)
            return new(FedHpaReasons.Ready, false, FedHpaReasons.NoMembers, $"spec.placement.clusterSelector matches no {round.Words.Member}: mend it, or label or {round.Words.Add} one");
        var sharing = decision.Members.Count(static member => member.State is MemberState.Active or MemberState.Parked);
        if (sharing == 0)
        {
            var reasons = string.Join("; ", decision.Members.Select(static member => $"{member.Name}: {member.Reason}"));
            var missing = decision.Members.Any(static member => member.State == MemberState.Excluded);
            return new(FedHpaReasons.Ready, false, missing ? FedHpaReasons.TargetMissing : FedHpaReasons.MembersNotReady, $"no member takes part: {reasons}");
        }

        return UnderWay(resource, round, acted) ?? new(FedHpaReasons.Ready, true, FedHpaReasons.SharesInForce, Summary(observation, decision, sharing));
    }

    /// <summary>
    /// What is asked for is not in force before every member has it. Room that moves by itself, of a FedHPA that has had what it asks
    /// for, leaves it ready: whoever waits for that must not be told no with every move.
    /// </summary>
    private static FleetCondition? UnderWay(FedHpa resource, FedHpaRound round, ActOutcome acted)
    {
        var pending = round.Observation.Members.Where(static member => member.IsPending).Select(static member => member.Name);
        var members = acted.UnderWay.Union(acted.Outdated).Union(pending).Order(StringComparer.Ordinal).ToList();
        if (members.Count == 0 || IsInForce(resource, round.Decision)) return null;
        return new(FedHpaReasons.Ready, false, FedHpaReasons.SharesUnderWay, $"shares are on their way to {string.Join(", ", members)}");
    }

    private static bool IsInForce(FedHpa resource, FleetDecision decision) =>
        resource.Status is { } status && status.EffectiveMinReplicas == decision.EffectiveMin && status.EffectiveMaxReplicas == decision.EffectiveMax
        && status.Conditions.Find(FedHpaReasons.Ready) is { Status: Condition.True } ready && ready.ObservedGeneration == resource.Metadata.Generation;

    private static string Summary(FedHpaObservation observation, FleetDecision decision, int sharing)
    {
        var summary = $"{sharing} of {decision.Members.Length} members share {decision.EffectiveMin} to {decision.EffectiveMax} replicas";
        var excluded = decision.Members.Where(static member => member.State == MemberState.Excluded).Select(static member => $"{member.Name}: {member.Reason}").ToList();
        if (excluded.Count > 0) summary += $"; without {string.Join("; ", excluded)}";
        return observation.UnknownNames.IsEmpty
            ? summary
            : $"{summary}; spec.placement.clusters names {string.Join(", ", observation.UnknownNames)}, and there is no such member";
    }

    private static FleetCondition Conflict(FedHpaRound round)
    {
        if (round.Rivals.Count > 0)
        {
            return new(FedHpaReasons.Conflict, true, FedHpaReasons.TwoFedHpas,
                $"FedHPA {string.Join(", ", round.Rivals)} has the same spec.scaleTargetRef: delete all but one; until then neither writes anything");
        }

        if (round.Foreign is { } outside) return new(FedHpaReasons.Conflict, true, outside.Reason, outside.Message);
        var foreign = round.Observation.Members.Where(static member => member.Conflict is not null).Select(static member => member.Conflict!).ToList();
        return foreign.Count > 0
            ? new(FedHpaReasons.Conflict, true, FedHpaReasons.ForeignHpa, string.Join("; ", foreign))
            : new(FedHpaReasons.Conflict, false, FedHpaReasons.NoConflict, "nobody else scales the target");
    }

    /// <summary>Null where every member has kept all that it was given.</summary>
    private static FleetCondition? FieldsDropped(FedHpaObservation observation)
    {
        var dropped =
            from member in observation.Members
            where !member.Dropped.IsEmpty
            group member.Name by string.Join(", ", member.Dropped) into same
            select $"{string.Join(", ", same)} left out {same.Key}";
        var words = string.Join("; ", dropped);
        return words.Length == 0
            ? null
            : new(FedHpaReasons.FieldsDropped, true, FedHpaReasons.NotKept, $"{words}: Kubernetes there does not know it, or its feature gate is off; the rest is in force");
    }

    /// <summary>Null where all is seen of every member that answers.</summary>
    private static FleetCondition? MembersUnseen(FedHpaObservation observation)
    {
        var unseen = observation.Members.Where(static member => member.Unseen is not null).Select(static member => $"{member.Name}: {member.Unseen}").ToList();
        return unseen.Count == 0 ? null : new(FedHpaReasons.MembersUnseen, true, FedHpaReasons.PartlySeen, string.Join("; ", unseen));
    }

    private static FleetCondition Held(FleetHold hold) =>
        new(FedHpaReasons.Held, true, FedHpaReasons.ScaleInInProgress, $"shares are kept as they are for ScaleIn {hold.Name}");

    /// <param name="brake">Why the service's is on.</param>
    private static FleetCondition Paused(FedHpa resource, string? brake) => PausedBy(resource, brake) is { } by
        ? new(FedHpaReasons.Paused, true, resource.Spec.Paused ? FedHpaReasons.BySpec : FedHpaReasons.ByService, $"{by}: nothing is written to any member")
        : new(FedHpaReasons.Paused, false, FedHpaReasons.NotPaused, "spec.paused is false");

    /// <summary>Every brake that is on: who lets one go must know of the other.</summary>
    private static string? PausedBy(FedHpa resource, string? brake) => (resource.Spec.Paused, brake) switch
    {
        (true, null) => "spec.paused is true",
        (true, _) => $"spec.paused is true, and the service's brake is on: {brake}",
        (false, not null) => $"the service's brake is on: {brake}",
        _ => null,
    };
}
