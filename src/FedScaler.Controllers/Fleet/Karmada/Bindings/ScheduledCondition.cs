using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>What a binding's status says in the words of Karmada's own scheduler, which its users look at and its controllers wait for.</summary>
internal static class ScheduledCondition
{
    private const string Type = "Scheduled";
    private const string Success = "Success";

    /// <summary>The fields of the status that are a scheduler's; null where they say so already, or there is nothing to say.</summary>
    /// <param name="status">Ours.</param>
    public static JsonObject? Patch(BindingRecord binding, ReplicaBindingStatus status, DateTimeOffset now)
    {
        if (Verdict(status) is not var (isDone, reason, message) || (isDone && binding.Clusters.IsEmpty)) return null;
        var conditions = binding.Conditions.Select(static text => JsonNode.Parse(text)!.AsObject()).ToList();
        var before = conditions.Find(static condition => (string?)condition["type"] == Type);
        var value = isDone ? Condition.True : Condition.False;
        // Once its scheduler has observed the binding, and all else is healthy, Karmada deletes what it evicts (pkg/controllers/gracefuleviction).
        var isEvicting = status.Clusters.Any(row => row.Replicas > 0 && binding.Evicting.ContainsKey(row.Name));
        var isSame = before is not null && (string?)before["status"] == value && (string?)before["reason"] == reason && (string?)before["message"] == message;
        if (isSame && (!isDone || isEvicting || binding.SchedulerObservedGeneration == binding.Generation)) return null;
        var since = before is not null && (string?)before["status"] == value ? (string?)before["lastTransitionTime"] : null;
        var condition = new JsonObject
        {
            ["type"] = Type,
            ["status"] = value,
            ["reason"] = reason,
            ["message"] = message,
            ["lastTransitionTime"] = since ?? Text(now),
        };
        var patch = new JsonObject { ["conditions"] = new JsonArray([.. conditions.Where(other => other != before), condition]) };
        if (!isDone || isEvicting) return patch;
        // Karmada's scheduler, too, says what it has observed only once it has succeeded (patchBindingStatusCondition).
        patch["schedulerObservedGeneration"] = binding.Generation;
        patch["lastScheduledTime"] = Text(now);
        return patch;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reasons and the message of success as in karmada's binding_types.go and pkg/scheduler; null: leave what it says.</summary>
    private static (bool IsDone, string Reason, string Message)? Verdict(ReplicaBindingStatus status)
    {
        if (status.Conditions.Find(BindingReasons.Ready) is not { } ready || ready.Reason == BindingReasons.Paused) return null;
        if (ready.Status == Condition.True)
        {
            return status.Conditions.Find(BindingReasons.CapacityShort) is { Status: Condition.True, Reason: BindingReasons.CeilingsTooLow } tight
                ? (false, "Unschedulable", tight.Message)
                : (true, Success, "Binding has been scheduled successfully.");
        }

        return ready.Reason switch
        {
            BindingReasons.NoMembers or BindingReasons.TargetMissing => (false, "NoClusterFit", ready.Message),
            BindingReasons.Conflict or BindingReasons.InvalidSpec => (false, "Unschedulable", ready.Message),
            _ => (false, "SchedulerError", ready.Message),
        };
    }
}
