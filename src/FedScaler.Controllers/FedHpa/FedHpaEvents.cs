using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Splitting;
using FedScaler.Runtime.Events;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Tells the user what changed: room that moved, and conditions that turned.</summary>
internal sealed class FedHpaEvents(IEventRecorder recorder)
{
    public static EventTarget Regarding(FedHpa resource) =>
        new(ApiResources.ApiVersion, ApiResources.FedHpas.Kind, resource.Metadata.Namespace, resource.Metadata.Name, resource.Metadata.Uid);

    public void Tell(FedHpa resource, EventKind kind, string reason, string action, string note) =>
        recorder.Record(Regarding(resource), kind, reason, action, note);

    /// <summary>One event for all that one decision moved; members that were taken over, or left, each have one of their own.</summary>
    public string? TellMoves(FedHpa resource, FedHpaMemory memory, FedHpaObservation observation, ActOutcome acted)
    {
        foreach (var member in observation.Members)
        {
            if (member is { Adopting: true, Hpa: { } hpa } && acted.InForce.TryGetValue(member.Name, out var given) && given != member.Snapshot.Share)
                Tell(resource, EventKind.Normal, FedHpaReasons.HpaAdopted, "Adopt", $"HPA {hpa.Name} in {member.Name} is taken over; its spec as it was is kept on it for Restore, in annotation {HpaMarks.AdoptedSpec}");
        }

        foreach (var (member, how) in acted.Leaves) Tell(resource, EventKind.Normal, FedHpaReasons.MemberLeft, "Leave", $"{member} takes no part any more: {how}; what runs there stays");
        // What gives may be written and what takes be overtaken: the next look ends it, and one event tells both.
        if (!acted.Outdated.IsEmpty || memory.Untold is not { } before) return null;
        memory.Untold = null;
        if (Moves(before, acted.InForce) is not { Count: > 0 } moves) return null;
        var text = string.Join(", ", moves.Select(static move => $"{move.Member} {Words(move.Before)} → {Words(move.After)}"));
        Tell(resource, EventKind.Normal, ReasonOf(moves), "Rebalance", text);
        return text;
    }

    private static List<(string Member, Share? Before, Share? After)> Moves(IReadOnlyDictionary<string, Share> before, IReadOnlyDictionary<string, Share> after)
    {
        var moves = new List<(string Member, Share? Before, Share? After)>();
        foreach (var member in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            Share? was = before.TryGetValue(member, out var old) ? old : null, now = after.TryGetValue(member, out var standing) ? standing : null;
            if (was != now) moves.Add((member, was, now));
        }

        return moves;
    }

    private static string ReasonOf(List<(string Member, Share? Before, Share? After)> moves)
    {
        if (moves.TrueForAll(static move => move.Before is null)) return FedHpaReasons.SharesGiven;
        var gives = moves.Exists(static move => move.After is null || move.After.Value.Max < move.Before?.Max);
        var takes = moves.Exists(static move => move.Before is null || move.After?.Max > move.Before.Value.Max);
        return gives && takes ? FedHpaReasons.RoomMoved : FedHpaReasons.SharesChanged;
    }

    private static string Words(Share? share) => share is { } bounds ? $"{bounds.Min}..{bounds.Max}" : "none";

    /// <summary>One event for each condition that turned since it was last told.</summary>
    public void TellConditions(FedHpa resource, FedHpaStatus status, FedHpaMemory memory)
    {
        var turned = memory.Told.Turned(resource.Status?.Conditions, status.Conditions, IsPassing);
        var isBraked = turned.Any(static one => one.Condition.Type == FedHpaReasons.Paused);
        foreach (var (condition, isNew) in turned)
        {
            // That a brake went on or off says all of it: Ready follows, unless something else is wrong.
            if (condition is { Type: FedHpaReasons.Ready, Reason: FedHpaReasons.Paused } || isBraked && condition is { Type: FedHpaReasons.Ready, Status: Condition.True }) continue;
            // What the clock does is told by the CronHPA's controller, on the FedHPA too.
            if (condition.Type == FedHpaReasons.Scheduled) continue;
            var ordinary = IsOrdinary(condition);
            if (isNew && ordinary) continue;
            Tell(resource, ordinary || IsHarmless(condition) ? EventKind.Normal : EventKind.Warning, condition.Reason, "Reconcile", $"{condition.Type} is {condition.Status}: {condition.Message}");
        }
    }

    /// <summary>What comes of it is told: that shares are given, or that they could not be.</summary>
    private static bool IsPassing(Condition condition) => condition.Reason == FedHpaReasons.SharesUnderWay;

    /// <summary>Ready and Balanced are True when all is well, the others False.</summary>
    private static bool IsOrdinary(Condition condition) =>
        condition.Status == Condition.True == (condition.Type is FedHpaReasons.Ready or FleetConditions.Balanced);

    private static bool IsHarmless(Condition condition) =>
        condition.Type is FedHpaReasons.Paused or FedHpaReasons.Held or FleetConditions.MinRaised || condition is { Type: FleetConditions.Balanced, Reason: "Drifting" };
}
