using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Dividing;
using FedScaler.Core.Scheduling;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

/// <summary>Without a FedHPA on the target: the user's count, or that of a CronHPA, is divided over the members.</summary>
internal sealed class UserLeads(
    IFleet fleet, IBindingStore bindings, IScheduleSource schedules, IHoldSource holds, IEventRecorder recorder,
    TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly DivisionObserver _observer = new(fleet, time);
    private readonly BindingObserver _follower = new(fleet);
    private readonly DivisionActor _actor = new(fleet, logger);
    private readonly BindingEvents _events = new(recorder, bindings);

    public async Task<ReconcileResult> DivideAsync(ReplicaBinding binding, TargetRef target, BindingMemory memory, CancellationToken cancellationToken)
    {
        // Before every CronHPA is known, none in force means nothing; nor does no hold before every ScaleIn is.
        if (!schedules.Synced || !holds.Synced) return ReconcileResult.Finished;
        if (!memory.OwnWrite.IsSeen(bindings.Cache)) return new ReconcileResult.NotYet(LookAgain);
        var hold = holds.On(target);
        if (memory.Check(binding.Spec) is { Count: > 0 } errors) return await RefuseAsync(binding, memory, BindingConditions.OfInvalid(errors), hold, cancellationToken);
        memory.Track(fleet, target);
        var observation = _observer.Observe(binding, target, memory);
        if (IsTooEarly(observation, memory)) return new ReconcileResult.NotYet(LookAgain);
        try
        {
            if (fleet.Brake.State.Reason is { } brake) return await PauseAsync(binding, target, observation, hold, brake, memory, cancellationToken);
            if (hold is not null || binding.Status?.HeldBy is not null) return await StandAsync(binding, target, observation, hold, memory, cancellationToken);
            binding = await TakeBackAsync(binding, target, memory, cancellationToken);
            return await DivideAsync(binding, target, observation, memory, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            return new ReconcileResult.Retry($"binding {binding.Metadata.Key} has changed meanwhile");
        }
    }

    /// <summary>Says why nothing is written; what stands stays.</summary>
    public async Task<ReconcileResult> RefuseAsync(
        ReplicaBinding binding, BindingMemory memory, IEnumerable<FleetCondition> conditions, FleetHold? hold, CancellationToken cancellationToken)
    {
        // Goes on to be said after the hold has ended: until it is known what runs then, there is nothing to divide from.
        var heldBy = hold is null ? binding.Status?.HeldBy : memory.Hold.Confirm(hold, binding.Status?.HeldBy, pending: false);
        await WriteAsync(binding, BindingStatusComposer.Refuse(binding, conditions, heldBy, time.GetUtcNow()), memory, cancellationToken);
        return hold is null || heldBy is not null ? ReconcileResult.Finished : new ReconcileResult.After(LookAgain);
    }

    /// <summary>Just started, and some members or what fits there are not known yet: a division without them would be a guess.</summary>
    private static bool IsTooEarly(DivisionObservation observation, BindingMemory memory)
    {
        if (memory.LookedAround) return false;
        var waiting = observation.Members.Any(static member => !member.IsExcluded && ((member.View is null && !member.IsAbsent) || member.Seen.Fit is null));
        if (waiting && !memory.FirstLook.IsOver()) return true;
        memory.LookedAround = true;
        return false;
    }

    /// <summary>A FedHPA has just let go: the count is what runs, not what was last written down of it.</summary>
    private async Task<ReplicaBinding> TakeBackAsync(ReplicaBinding binding, TargetRef target, BindingMemory memory, CancellationToken cancellationToken)
    {
        if (memory.Assigned is not null || !MembersLead.LedLast(binding)) return binding;
        if (_follower.Observe(binding.Spec.Placement, target, binding, new Guesses(Silent: true, Unread: false)) is not { } seen) return binding;
        var taken = await bindings.FollowAsync(target, seen.Members, binding, cancellationToken) ?? binding;
        memory.OwnWrite.Note(bindings.Cache, taken.Metadata);
        BindingLog.GivenBack(logger, binding.Metadata.Key, seen.Replicas);
        return taken;
    }

    /// <summary>
    /// While a ScaleIn holds, and until the binding no longer says so: nothing is written to a member, and what runs is what the
    /// next division starts from. It starts once the count and what runs agree, as the ScaleIn left them, or don't for another reason.
    /// </summary>
    private async Task<ReconcileResult> StandAsync(
        ReplicaBinding binding, TargetRef target, DivisionObservation observation, FleetHold? hold, BindingMemory memory, CancellationToken cancellationToken)
    {
        var running = observation.Running;
        var agrees = running.Values.Sum(static count => (long)count) == binding.Spec.Replicas;
        if (hold is null && memory.Hold.Awaits(behind: observation.IsPending || !agrees)) return new ReconcileResult.After(LookAgain);
        var heldBy = memory.Hold.Confirm(hold, binding.Status?.HeldBy, observation.IsPending);
        if (memory.Assigned is null && MembersLead.LedLast(binding))
        {
            // What a FedHPA left is taken back when nothing holds it.
            await WriteAsync(binding, binding.Status! with { HeldBy = heldBy }, memory, cancellationToken);
        }
        else
        {
            memory.Assigned = running;
            memory.Reached.Clear();
            var round = Decide(binding, target, observation, memory, followed: null) with { Hold = hold, HeldBy = heldBy };
            if (agrees || round.IsScheduled)
            {
                binding = await bindings.AssignAsync(binding, observation.Counts(running), null, round.IsScheduled, cancellationToken);
                memory.OwnWrite.Note(bindings.Cache, binding.Metadata);
            }

            if (hold is not null && heldBy is not null && binding.Status?.HeldBy != heldBy) BindingLog.Held(logger, binding.Metadata.Key, hold.Name);
            await WriteAsync(binding, round, DivisionActs.Nothing(running), memory, cancellationToken);
        }

        return hold is null || heldBy is null ? new ReconcileResult.After(LookAgain) : ReconcileResult.Finished;
    }

    /// <summary>The service's brake is on: what would be divided is told, and what runs stays. Who held it before holds it still.</summary>
    private async Task<ReconcileResult> PauseAsync(
        ReplicaBinding binding, TargetRef target, DivisionObservation observation, FleetHold? hold, string brake, BindingMemory memory, CancellationToken cancellationToken)
    {
        // What a FedHPA left is taken back once that may be written down.
        if (memory.Assigned is null && MembersLead.LedLast(binding)) return ReconcileResult.Finished;
        var round = Decide(binding, target, observation, memory, followed: null) with { Hold = hold, HeldBy = binding.Status?.HeldBy, Brake = brake };
        await WriteAsync(binding, round, DivisionActs.Nothing(observation.Running), memory, cancellationToken);
        return ReconcileResult.Finished;
    }

    private DivisionRound Decide(ReplicaBinding binding, TargetRef target, DivisionObservation observation, BindingMemory memory, int? followed)
    {
        var schedule = schedules.Look(ScheduleTarget.Of(target.Namespace, bindings.ReferenceTo(binding)), observation.Now);
        var replicas = (schedule is null ? null : ScheduledCount.Of(schedule.Active)) ?? followed ?? binding.Spec.Replicas;
        var policy = new DivisionPolicy(replicas, binding.Spec.Split.Strategy, binding.Spec.Split.Spread);
        return new DivisionRound(observation, Divider.Decide(observation.Snapshot(policy, memory.Assigned), memory.Division), replicas, schedule);
    }

    private async Task<ReconcileResult> DivideAsync(
        ReplicaBinding binding, TargetRef target, DivisionObservation observation, BindingMemory memory, CancellationToken cancellationToken)
    {
        memory.Assigned ??= AssignedOnce(binding);
        var followed = Followed(binding, observation);
        var round = Decide(binding, target, observation, memory, followed);
        var decision = round.Decision;
        TellPutBack(binding, observation, decision, memory);
        memory.Division = decision.Memory;
        Remember(decision, memory);

        binding = await bindings.AssignAsync(binding, observation.Counts(memory.Assigned), followed, round.IsScheduled, cancellationToken);
        memory.OwnWrite.Note(bindings.Cache, binding.Metadata);

        var acts = await _actor.ActAsync(
            target, observation, decision, round.Replicas, memory,
            // While a rule holds, the spec may not be ours to write: what may run is put down in the status.
            async standing => binding = round.IsScheduled ? await WriteAsync(binding, round, DivisionActs.Nothing(standing), memory, cancellationToken) : binding,
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
        WriteAsync(binding, BindingStatusComposer.Compose(binding, round, acts, BindingConditions.Of(round, acts, bindings.Words)), memory, cancellationToken);

    private async Task<ReplicaBinding> WriteAsync(ReplicaBinding binding, ReplicaBindingStatus status, BindingMemory memory, CancellationToken cancellationToken)
    {
        _events.TellConditions(binding, status, memory);
        var written = await bindings.WriteStatusAsync(binding, status, cancellationToken);
        memory.OwnWrite.Note(bindings.Cache, written.Metadata);
        return written;
    }
}
