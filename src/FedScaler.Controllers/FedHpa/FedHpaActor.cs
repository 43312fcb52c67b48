using System.Collections.Immutable;
using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Leadership;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.FedHpas;

/// <summary>
/// Brings a decision about with the fewest writes, members side by side. What is to grow is put down in the status before it
/// is written to a member: should that member fall silent after the write, a restarted controller counts it at what it may have.
/// </summary>
internal sealed class FedHpaActor(IFleet fleet, ILogger logger)
{
    /// <param name="putDown">Puts down in the status the shares that are about to be in force, and where; throws when it can't.</param>
    public async Task<ActOutcome> ActAsync(
        FedHpa resource, FedHpaObservation observation, FleetDecision decision, FedHpaMemory memory,
        Func<IReadOnlyDictionary<string, Share>, ImmutableArray<string>, Task> putDown, CancellationToken cancellationToken)
    {
        var run = new Run(resource, observation, memory);
        await LeaveAsync(run, cancellationToken);
        // Those that left may still hold their share: what they hold must not be given to others.
        if (run.HasUnwritten) return run.Outcome;
        for (var writes = Pending(run, decision, refresh: true); !writes.IsEmpty; writes = Pending(run, decision, refresh: false))
        {
            run.Wrote = true;
            if (writes.Any(run.Grows)) await putDown(run.After(writes), [.. writes.Select(static write => write.Member)]);
            var results = await Task.WhenAll(writes.Select(write => WriteAsync(run, write, cancellationToken)));
            for (var i = 0; i < writes.Length; i++) run.Note(writes[i], results[i]);
            if (run.Fenced is { } fenced) throw fenced;
        }

        return run.Outcome;
    }

    private static ImmutableArray<ShareWrite> Pending(Run run, FleetDecision decision, bool refresh)
    {
        var writes = ShareTransition.Next(run.Observation.Snapshot, decision, run.Standing).Where(write => !run.Failed(write.Member)).ToList();
        if (refresh)
        {
            foreach (var member in run.Observation.Members)
                if (run.IsStale(member) && writes.All(write => write.Member != member.Name))
                    writes.Add(new ShareWrite.Apply(member.Name, run.Standing[member.Name]));
        }

        return [.. writes];
    }

    /// <summary>Returns what stood in the way; null for nothing.</summary>
    private async Task<Exception?> WriteAsync(Run run, ShareWrite write, CancellationToken cancellationToken)
    {
        var member = run.Observed(write.Member);
        try
        {
            switch (write)
            {
                case ShareWrite.Apply(_, var share):
                    await ApplyAsync(run, member, share, cancellationToken);
                    FedHpaLog.ShareWritten(logger, run.Resource.Metadata.Key, member.Name, share.Min, share.Max);
                    break;
                case ShareWrite.Withdraw:
                    await WithdrawAsync(run, member, cancellationToken);
                    FedHpaLog.ShareWithdrawn(logger, run.Resource.Metadata.Key, member.Name);
                    break;
            }

            return null;
        }
        catch (Exception error) when (IsOvertaken(error))
        {
            return error;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            FedHpaLog.WriteFailed(logger, run.Resource.Metadata.Key, member.Name, error.Message);
            run.Memory.Hold.NoteFailure(error);
            return error;
        }
    }

    private async Task ApplyAsync(Run run, ObservedMember member, Share share, CancellationToken cancellationToken)
    {
        // An HPA leaves a workload of 0 replicas alone (autoscaling/v2, ScalingDisabled): the first share wakes it.
        if (member.Hpa is null && member.View?.Workload is { Replicas: 0 } workload)
            await fleet.ScaleAsync(member.Name, run.Target, share.Min, workload.ResourceVersion, cancellationToken);
        var written = await fleet.ApplyHpaAsync(member.Name, run.Document(member, share), cancellationToken);
        lock (run) (run.Memory.WrittenSpecs[member.Name], run.Versions[member.Name]) = (written.SpecHash, written.ResourceVersion);
    }

    /// <summary>To 0 first: should the second write fail, an HPA over 0 replicas does nothing, and the next round deletes it.</summary>
    private async Task WithdrawAsync(Run run, ObservedMember member, CancellationToken cancellationToken)
    {
        if (member.View?.Workload is { Replicas: > 0 } workload)
            await fleet.ScaleAsync(member.Name, run.Target, 0, workload.ResourceVersion, cancellationToken);
        if (member.Hpa is { } hpa) await fleet.DeleteHpaAsync(member.Name, run.Target, hpa, cancellationToken);
    }

    /// <summary>
    /// Members that the placement no longer selects, or whose workload is gone, lose our HPA and keep what they run. One that was taken
    /// over is given back as it was, so that nobody is left without an autoscaler; Delete alone says otherwise.
    /// </summary>
    private async Task LeaveAsync(Run run, CancellationToken cancellationToken)
    {
        foreach (var member in run.Observation.Leaving)
        {
            try
            {
                if (member.Paused) throw new InvalidOperationException("the member is paused");
                if (member.Hpa.AdoptedSpec is { } adopted && run.Resource.Spec.DeletionPolicy != DeletionPolicy.Delete)
                {
                    await fleet.RestoreHpaAsync(member.Name, run.Target, member.Hpa.Name, adopted, cancellationToken);
                    FedHpaLog.MemberGivenBack(logger, run.Resource.Metadata.Key, member.Name, member.Hpa.Name);
                    run.Left(member.Name, $"its HPA {member.Hpa.Name} is as it was before it was taken over");
                }
                else
                {
                    await fleet.DeleteHpaAsync(member.Name, run.Target, member.Hpa, cancellationToken);
                    FedHpaLog.MemberLeft(logger, run.Resource.Metadata.Key, member.Name);
                    run.Left(member.Name, $"its HPA {member.Hpa.Name} is deleted");
                }

            }
            catch (KubeApiException error) when (error.IsConflict)
            {
                run.Fail(member.Name, error);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not FencedWriteException)
            {
                FedHpaLog.WriteFailed(logger, run.Resource.Metadata.Key, member.Name, error.Message);
                run.Memory.Hold.NoteFailure(error);
                run.Fail(member.Name, error);
            }
        }
    }

    /// <summary>Not a failure: the HPA is not what was decided from, or another instance decides by now.</summary>
    private static bool IsOvertaken(Exception error) => error is KubeApiException { IsConflict: true } or FencedWriteException;

    /// <summary>One act under way: what is confirmed so far.</summary>
    private sealed class Run(FedHpa resource, FedHpaObservation observation, FedHpaMemory memory)
    {
        private readonly string _hash = memory.Read(resource.Spec).TemplateHash;
        private readonly List<(string Member, string How)> _leaves = [];
        private readonly string _owner = resource.Metadata.Key.ToString();
        private ImmutableArray<(string Member, string Error)> _failures = [];
        private ImmutableArray<string> _outdated = [];

        public FedHpa Resource => resource;

        public FedHpaObservation Observation => observation;

        public FedHpaMemory Memory => memory;

        public TargetRef Target { get; } = TargetRef.Of(resource);

        public Dictionary<string, Share> Standing { get; } = ActOutcome.Standing(observation);

        /// <summary>resourceVersions of HPAs written in this act.</summary>
        public Dictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);

        /// <summary>This instance may not lead any more.</summary>
        public FencedWriteException? Fenced { get; private set; }

        public bool HasUnwritten => !_failures.IsEmpty || !_outdated.IsEmpty;

        public ActOutcome Outcome => new(Standing, _failures) { Outdated = _outdated, Leaves = _leaves, Wrote = Wrote };

        /// <summary>Anything was written, or tried.</summary>
        public bool Wrote { get; set; }

        /// <summary>It takes no part any more, and what became of the HPA there.</summary>
        public void Left(string member, string how) => _leaves.Add((member, how));

        public ObservedMember Observed(string member) => observation.Members.First(observed => observed.Name == member);

        public bool Failed(string member) => _failures.Any(failure => failure.Member == member) || _outdated.Contains(member);

        public void Fail(string member, Exception error)
        {
            if (error is FencedWriteException fenced) Fenced = fenced;
            if (IsOvertaken(error)) _outdated = _outdated.Add(member);
            else _failures = _failures.Add((member, error.Message));
        }

        public bool Grows(ShareWrite write) =>
            write is ShareWrite.Apply(var member, var share) && (!Standing.TryGetValue(member, out var now) || share.Max > now.Max);

        public Dictionary<string, Share> After(ImmutableArray<ShareWrite> writes)
        {
            var after = new Dictionary<string, Share>(Standing, StringComparer.Ordinal);
            foreach (var write in writes)
                if (write is ShareWrite.Apply(var member, var share)) after[member] = share;
            return after;
        }

        public void Note(ShareWrite write, Exception? error)
        {
            if (error is not null) Fail(write.Member, error);
            else if (write is ShareWrite.Apply(var member, var share)) Standing[member] = share;
            else Standing.Remove(write.Member);
            if (write is ShareWrite.Apply(_, var wanted)) Remember(write.Member, error is null ? wanted : Larger(wanted, observation.Members.First(seen => seen.Name == write.Member).Snapshot.Share));
        }

        /// <summary>Should the member fall silent now, it counts at what it was given; at the larger of both where it is not known whether it was.</summary>
        private void Remember(string member, Share share)
        {
            if (memory.LastSeen.TryGetValue(member, out var seen))
                memory.LastSeen[member] = seen with { Snapshot = seen.Snapshot with { Share = share } };
        }

        private static Share Larger(Share one, Share? other) => other is { } share && share.Max > one.Max ? share : one;

        /// <summary>Written from other metrics or behavior than the user's now, or changed by a hand in the member since.</summary>
        public bool IsStale(ObservedMember member)
        {
            if (member is not { View: not null, Hpa: { } hpa, Adopting: false, Snapshot: { Contact: MemberContact.Live, Frozen: false, Share: not null } }) return false;
            // A mark that is still there when nothing is held was left behind, and what the ScaleIn changed with it.
            return hpa.DocumentHash != _hash || hpa.Owner != _owner || hpa.HeldBy is not null || memory.AlteredSpec(member.Name, hpa) is not null;
        }

        public HpaDocument Document(ObservedMember member, Share share) => new(
            member.Hpa?.Name ?? resource.Metadata.Name, Target, share, HpaTemplate.Metrics(resource.Spec), HpaTemplate.Behavior(resource.Spec), _hash,
            _owner, member.Adopting ? member.Hpa!.Spec?.ToJsonString() : member.Hpa?.AdoptedSpec)
        {
            ResourceVersion = Versions.GetValueOrDefault(member.Name) ?? member.Hpa?.ResourceVersion,
            AlteredSpec = memory.AlteredSpec(member.Name, member.Hpa),
        };
    }
}
