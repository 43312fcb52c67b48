using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;
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

    /// <summary>One event for all that one decision moved.</summary>
    public string? TellMoves(FedHpa resource, FedHpaObservation observation, IReadOnlyDictionary<string, Share> inForce)
    {
        var moves = new List<string>();
        bool gives = false, takes = false;
        foreach (var member in observation.Members)
        {
            if (member.Snapshot.Share is not { } before || !inForce.TryGetValue(member.Name, out var after) || after == before) continue;
            gives |= after.Max < before.Max;
            takes |= after.Max > before.Max;
            moves.Add($"{member.Name} {before.Min}..{before.Max} → {after.Min}..{after.Max}");
        }

        if (moves.Count == 0) return null;
        var text = string.Join(", ", moves);
        Tell(resource, EventKind.Normal, gives && takes ? FedHpaReasons.RoomMoved : "SharesChanged", "Rebalance", text);
        return text;
    }

    /// <summary>One event for each condition that turned since it was last told.</summary>
    public void TellConditions(FedHpa resource, FedHpaStatus status, FedHpaMemory memory)
    {
        foreach (var (condition, isNew) in memory.Told.Turned(resource.Status?.Conditions, status.Conditions))
        {
            // What the clock does is told by the CronHPA's controller, on the FedHPA too.
            if (condition.Type == FedHpaReasons.Scheduled) continue;
            var ordinary = IsOrdinary(condition);
            if (isNew && ordinary) continue;
            Tell(resource, ordinary || IsHarmless(condition) ? EventKind.Normal : EventKind.Warning, condition.Reason, "Reconcile", $"{condition.Type} is {condition.Status}: {condition.Message}");
        }
    }

    /// <summary>Ready and Balanced are True when all is well, the others False.</summary>
    private static bool IsOrdinary(Condition condition) =>
        condition.Status == Condition.True == (condition.Type is FedHpaReasons.Ready or FleetConditions.Balanced);

    private static bool IsHarmless(Condition condition) =>
        condition.Type is FedHpaReasons.Paused or FedHpaReasons.Held or FleetConditions.MinRaised || condition is { Type: FleetConditions.Balanced, Reason: "Drifting" }
        || condition is { Type: FedHpaReasons.Ready, Reason: FedHpaReasons.Paused };
}
