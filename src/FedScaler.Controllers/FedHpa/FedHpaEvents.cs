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
    public string? TellMoves(FedHpa resource, FedHpaObservation observation, ActOutcome acted)
    {
        var moves = new List<string>();
        bool gives = false, takes = false, changes = false;
        foreach (var member in observation.Members)
        {
            Share? before = member.Snapshot.Share, after = acted.InForce.TryGetValue(member.Name, out var standing) ? standing : null;
            if (after == before) continue;
            gives |= after is null || after.Value.Max < before?.Max;
            takes |= before is null || after?.Max > before.Value.Max;
            changes |= before is not null;
            moves.Add($"{member.Name} {Words(before)} → {Words(after)}");
            if (member is { Adopting: true, Hpa: { } hpa })
                Tell(resource, EventKind.Normal, FedHpaReasons.HpaAdopted, "Adopt", $"HPA {hpa.Name} in {member.Name} is taken over; its spec as it was is kept on it for Restore, in annotation {HpaMarks.AdoptedSpec}");
        }

        foreach (var (member, how) in acted.Leaves) Tell(resource, EventKind.Normal, FedHpaReasons.MemberLeft, "Leave", $"{member} takes no part any more: {how}; what runs there stays");
        if (moves.Count == 0) return null;
        var text = string.Join(", ", moves);
        Tell(resource, EventKind.Normal, !changes ? FedHpaReasons.SharesGiven : gives && takes ? FedHpaReasons.RoomMoved : FedHpaReasons.SharesChanged, "Rebalance", text);
        return text;
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
