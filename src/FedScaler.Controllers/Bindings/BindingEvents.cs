using FedScaler.Api.Common;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Runtime.Events;

namespace FedScaler.Controllers.Bindings;

/// <summary>Tells the user what changed: replicas that were added, taken or put back, and conditions that turned.</summary>
internal sealed class BindingEvents(IEventRecorder recorder, IBindingStore bindings)
{
    /// <summary>One event for all that one division wrote.</summary>
    public void TellWrites(ReplicaBinding binding, DivisionRound round, DivisionActs acts)
    {
        var changes = new List<string>();
        foreach (var member in round.Observation.Members)
            if (member.IsWritable && acts.Standing[member.Name] != member.Seen.Runs) changes.Add($"{member.Name} {member.Seen.Runs} → {acts.Standing[member.Name]}");
        if (changes.Count > 0) Tell(binding, EventKind.Normal, BindingReasons.Divided, "Scale", string.Join(", ", changes));
    }

    /// <summary>Somebody scaled a member behind our back.</summary>
    public void TellPutBack(ReplicaBinding binding, RunningMember member, int assigned) => Tell(
        binding, EventKind.Warning, BindingReasons.PutBack, "Scale",
        $"{member.Name} was to run {assigned} and was set to {member.Seen.Runs} there: the binding decides; scale it with kubectl scale rb/{binding.Metadata.Name}");

    /// <summary>One event for each condition that turned since it was last told.</summary>
    public void TellConditions(ReplicaBinding binding, ReplicaBindingStatus status, BindingMemory memory)
    {
        foreach (var (condition, isNew) in memory.Told.Turned(binding.Status?.Conditions, status.Conditions))
        {
            var ordinary = condition.Status == Condition.True == condition.Type is BindingReasons.Ready;
            if (isNew && ordinary) continue;
            var harmless = ordinary || condition.Type is BindingReasons.Scheduled or BindingReasons.Held or BindingReasons.Paused || condition.Reason == BindingReasons.Paused;
            Tell(binding, harmless ? EventKind.Normal : EventKind.Warning, condition.Reason, "Reconcile", $"{condition.Type} is {condition.Status}: {condition.Message}");
        }
    }

    private void Tell(ReplicaBinding binding, EventKind kind, string reason, string action, string note) => recorder.Record(bindings.ObjectOf(binding), kind, reason, action, note);
}
