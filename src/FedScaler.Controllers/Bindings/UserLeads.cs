using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Dividing;
using FedScaler.Core.Scheduling;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

/// <summary>Without a FedHPA on the target: the user's count, or that of a CronHPA, is divided over the members.</summary>
internal sealed class UserLeads(
    IFleet fleet, IKubeClient hub, Informer<ReplicaBinding> bindings, IScheduleSource schedules, IEventRecorder recorder, TimeProvider time, ILogger logger)
{
    private readonly DivisionObserver _observer = new(fleet, time);
    private readonly BindingObserver _follower = new(fleet);
    private readonly DivisionActor _actor = new(fleet, logger);
    private readonly BindingWriter _writer = new(hub);
    private readonly BindingEvents _events = new(recorder);

    public async Task<ReconcileResult> DivideAsync(ReplicaBinding binding, TargetRef target, BindingMemory memory, CancellationToken cancellationToken)
    {
        // Before every CronHPA is known, none in force means nothing.
        if (!schedules.Synced) return ReconcileResult.Finished;
        if (!memory.OwnWrite.IsSeen(bindings)) return new ReconcileResult.After(TimeSpan.FromSeconds(1));
        if (memory.Check(binding.Spec) is { Count: > 0 } errors) return await RefuseAsync(binding, memory, BindingConditions.OfInvalid(errors), cancellationToken);
        memory.Track(fleet, target);
        var observation = _observer.Observe(binding, target, memory);
        if (IsTooEarly(observation, memory)) return new ReconcileResult.After(TimeSpan.FromSeconds(1));
        try
        {
            binding = await TakeBackAsync(binding, target, memory, cancellationToken);
            return await DivideAsync(binding, target, observation, memory, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            return new ReconcileResult.Retry($"binding {binding.Metadata.Key} has changed meanwhile");
        }
    }

    /// <summary>Says why nothing is written; what stands stays.</summary>
    public async Task<ReconcileResult> RefuseAsync(ReplicaBinding binding, BindingMemory memory, IEnumerable<FleetCondition> conditions, CancellationToken cancellationToken)
    {
        await WriteAsync(binding, BindingStatusComposer.Refuse(binding, conditions, time.GetUtcNow()), memory, cancellationToken);
        return ReconcileResult.Finished;
    }

    /// <summary>Just started, and some members or what fits there are not known yet: a division without them would be a guess.</summary>
    private static bool IsTooEarly(DivisionObservation observation, BindingMemory memory)
    {
        if (memory.LookedAround) return false;
        var waiting = observation.Members.Any(static member => !member.IsExcluded && (member.View is null || member.Seen.Fit is null));
        if (waiting && !memory.FirstLook.IsOver()) return true;
        memory.LookedAround = true;
        return false;
    }

    /// <summary>A FedHPA has just let go: the count is what runs, not what was last written down of it.</summary>
    private async Task<ReplicaBinding> TakeBackAsync(ReplicaBinding binding, TargetRef target, BindingMemory memory, CancellationToken cancellationToken)
    {
        if (memory.Assigned is not null || !MembersLead.LedLast(binding)) return binding;
        if (_follower.Observe(binding.Spec.Placement, target, binding, mayGuess: true) is not { } seen) return binding;
        var taken = await _writer.FollowAsync(binding.Metadata.Key, target, seen, binding, cancellationToken);
        memory.OwnWrite.Note(bindings, taken.Metadata);
        BindingLog.GivenBack(logger, binding.Metadata.Key, seen.Replicas);
        return taken;
    }

    private async Task<ReconcileResult> DivideAsync(
        ReplicaBinding binding, TargetRef target, DivisionObservation observation, BindingMemory memory, CancellationToken cancellationToken)
    {
        memory.Assigned ??= AssignedOnce(binding);
        var schedule = schedules.Look(new ScheduleTarget(bindings.Resource.Kind, target.Namespace, binding.Metadata.Name), observation.Now);
        var scheduled = schedule is null ? null : ScheduledCount.Of(schedule.Active);
        var followed = scheduled is null ? Followed(binding, observation) : null;
        var replicas = scheduled ?? followed ?? binding.Spec.Replicas;
        var policy = new DivisionPolicy(replicas, binding.Spec.Split.Strategy, binding.Spec.Split.Spread);
        var decision = Divider.Decide(observation.Snapshot(policy, memory.Assigned), memory.Division);
        TellPutBack(binding, observation, decision, memory);
        memory.Division = decision.Memory;
        Remember(decision, memory);

        var round = new DivisionRound(observation, decision, replicas, schedule);
        if (scheduled is null)
        {
            binding = await _writer.AssignAsync(binding, [.. Placed(decision)], followed, cancellationToken);
            memory.OwnWrite.Note(bindings, binding.Metadata);
        }

        var acts = await _actor.ActAsync(
            target, observation, decision, replicas, memory,
            // While a rule holds, the spec is not ours to write: what may run is put down in the status.
            async standing => binding = scheduled is null ? binding : await WriteAsync(binding, round, new DivisionActs(standing, [], []), memory, cancellationToken),
            cancellationToken);
        await WriteAsync(binding, round, acts, memory, cancellationToken);
        _events.TellWrites(binding, round, acts);
        return Next(round, acts);
    }

    private ReconcileResult Next(DivisionRound round, DivisionActs acts)
    {
        if (!acts.Failures.IsEmpty) return new ReconcileResult.Retry($"writing to {string.Join(", ", acts.Failures.Select(static failure => failure.Member))} failed");
        if (!acts.Outdated.IsEmpty) return new ReconcileResult.Retry($"{string.Join(", ", acts.Outdated)} changed meanwhile");
        // Writes take their time: what is due next does not wait for it a second time.
        var now = time.GetUtcNow();
        if (round.Schedule is { } schedule) return new ReconcileResult.After(ScheduleClock.Wait(schedule.Next, now, round.Decision.NextCheck));
        return round.Decision.NextCheck is { } at ? new ReconcileResult.After(at > now ? at - now : TimeSpan.Zero) : ReconcileResult.Finished;
    }

    /// <summary>What an earlier life of this service told the members; while a rule held, that is not in the spec, and what runs counts.</summary>
    private static Dictionary<string, int> AssignedOnce(ReplicaBinding binding) =>
        binding.Status is { EffectiveReplicas: not null, ActiveSchedules.Count: 0 }
            ? binding.Spec.Clusters.ToDictionary(static cluster => cluster.Name, static cluster => cluster.Replicas, StringComparer.Ordinal)
            : new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The count as it is after HPAs of members' own moved their parts of it; null where none did.</summary>
    private static int? Followed(ReplicaBinding binding, DivisionObservation observation)
    {
        var moved = 0L;
        foreach (var member in observation.Members)
        {
            if (member.Conflict is null || binding.Spec.Clusters.FirstOrDefault(cluster => cluster.Name == member.Name) is not { } told) continue;
            moved += (long)member.Seen.Runs - told.Replicas;
        }

        return moved == 0 ? null : (int)Math.Clamp(binding.Spec.Replicas + moved, 0, int.MaxValue);
    }

    private void TellPutBack(ReplicaBinding binding, DivisionObservation observation, DivisionDecision decision, BindingMemory memory)
    {
        foreach (var member in observation.Members)
        {
            if (!member.IsWritable || !memory.Assigned!.TryGetValue(member.Name, out var assigned)) continue;
            if (member.Seen.Runs == assigned) memory.Reached.Add(member.Name);
            else if (memory.Reached.Remove(member.Name)) _events.TellPutBack(binding, member, assigned);
        }

        foreach (var member in decision.Members)
            if (!memory.Assigned!.TryGetValue(member.Name, out var assigned) || assigned != member.Replicas) memory.Reached.Remove(member.Name);
    }

    private static void Remember(DivisionDecision decision, BindingMemory memory)
    {
        memory.Assigned!.Clear();
        foreach (var (member, replicas) in Placed(decision)) memory.Assigned[member] = replicas;
    }

    private static IEnumerable<(string Member, int Replicas)> Placed(DivisionDecision decision) =>
        decision.Members.Where(static member => member.State != MemberState.Excluded).Select(static member => (member.Name, member.Replicas));

    private Task<ReplicaBinding> WriteAsync(ReplicaBinding binding, DivisionRound round, DivisionActs acts, BindingMemory memory, CancellationToken cancellationToken) =>
        WriteAsync(binding, BindingStatusComposer.Compose(binding, round, acts, BindingConditions.Of(round, acts)), memory, cancellationToken);

    private async Task<ReplicaBinding> WriteAsync(ReplicaBinding binding, ReplicaBindingStatus status, BindingMemory memory, CancellationToken cancellationToken)
    {
        _events.TellConditions(binding, status, memory);
        var written = await _writer.WriteStatusAsync(binding, status, cancellationToken);
        memory.OwnWrite.Note(bindings, written.Metadata);
        return written;
    }
}
