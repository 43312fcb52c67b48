using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Runtime.Events;

namespace FedScaler.Controllers.CronHpas;

/// <summary>Tells what the clock did, on the CronHPA and on its target, and conditions of the CronHPA that turned.</summary>
internal sealed class CronHpaEvents(IEventRecorder recorder)
{
    public static EventTarget Regarding(CronHpa resource) =>
        new(ApiResources.ApiVersion, ApiResources.CronHpas.Kind, resource.Metadata.Namespace, resource.Metadata.Name, resource.Metadata.Uid);

    /// <summary>One event for each transition whose outcome is known.</summary>
    public void Tell(CronHpa resource, TargetSight? target, ScheduleHistoryEntry entry)
    {
        var kind = entry.Result == ScheduleResults.Applied ? EventKind.Normal : EventKind.Warning;
        var reason = entry switch
        {
            { Result: ScheduleResults.Missed } => CronHpaReasons.ScheduleMissed,
            { Edge: TransitionEdge.Start } => CronHpaReasons.ScheduleStarted,
            _ => CronHpaReasons.ScheduleEnded,
        };
        var words = $"{entry.Edge} of {entry.ScheduledTime:yyyy-MM-dd HH:mm}Z: {entry.Result}{(entry.Message is { } message ? $": {message}" : "")}";
        recorder.Record(Regarding(resource), kind, reason, "Schedule", $"{entry.Rule}: {words}");
        if (target is not null) recorder.Record(target.Object, kind, reason, "Schedule", $"{resource.Metadata.Name}/{entry.Rule}: {words}");
    }

    /// <summary>The CronHPA is gone, and what it had in force is with it.</summary>
    public void TellGone(string name, TargetSight target, IEnumerable<string> rules) => recorder.Record(
        target.Object, EventKind.Normal, CronHpaReasons.ScheduleEnded, "Schedule", $"{string.Join(", ", rules.Select(rule => $"{name}/{rule}"))}: the CronHPA was deleted");

    /// <summary>One event for each condition that turned since it was last told.</summary>
    public void TellConditions(CronHpa resource, CronHpaStatus status, CronHpaMemory memory)
    {
        foreach (var (condition, isNew) in memory.Told.Turned(resource.Status?.Conditions, status.Conditions))
        {
            var ordinary = condition.Status == Condition.True == (condition.Type == CronHpaReasons.Ready);
            // Not ready says no more than the condition that makes it so.
            if (isNew && ordinary || condition is { Type: CronHpaReasons.Ready, Reason: not (CronHpaReasons.Suspended or CronHpaReasons.Scheduled) }) continue;
            var kind = ordinary || condition.Reason == CronHpaReasons.Suspended ? EventKind.Normal : EventKind.Warning;
            recorder.Record(Regarding(resource), kind, condition.Reason, "Reconcile", $"{condition.Type} is {condition.Status}: {condition.Message}");
        }
    }
}
