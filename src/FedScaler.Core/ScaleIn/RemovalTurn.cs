using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>One decision over all clusters; each method is a phase.</summary>
internal sealed class RemovalTurn
{
    private readonly RemovalRequest _request;
    private readonly RemovalObservation _seen;
    private readonly ImmutableArray<ClusterTurn> _turns;
    private readonly List<RemovalStep> _fleetSteps = [];
    private readonly List<string> _waits = [];
    private RemovalProgress _progress;

    public RemovalTurn(RemovalRequest request, RemovalObservation seen, RemovalProgress progress)
    {
        _request = request;
        _seen = seen;
        _progress = progress;
        var clusters = progress.IsEnded ? progress.Clusters : FirstLook.Bind(request, seen, progress.Clusters);
        _turns = [.. clusters.Select(cluster => new ClusterTurn(request, seen.Now, seen.Find(cluster.Name) ?? ClusterObservation.Unreachable(cluster.Name), cluster))];
    }

    // Before the first hold nothing has been written anywhere.
    private bool IsUntouched => _progress.Hold == FleetHoldStage.None && _turns.All(static turn => turn.Progress.Stage == ClusterStage.Pending);

    /// <summary>By how much counts have fallen, as far as is known.</summary>
    private int TakenOut => _turns.Sum(static turn => turn.Progress is { ReleaseAt: not null, Before: { } before, Target: { } target } ? before - target : 0);

    /// <summary>A while after the deadline, and after the last HPA that is held for longer: then it ends, whatever is left to put back.</summary>
    private DateTimeOffset RestoreBy
    {
        get
        {
            var held = _request.Withdrawn ? null : _turns.Where(static turn => turn.Seen.IsReachable).Max(static turn => turn.Progress.ReleaseAt) + Removal.RestoreGrace;
            return held > _request.RestoreBy ? held.Value : _request.RestoreBy;
        }
    }

    private bool IsHeldFleet => _seen.Fleet?.HeldBy == _request.Id;

    public RemovalDecision Decide()
    {
        var steps = _fleetSteps.Concat(_turns.SelectMany(static turn => turn.Steps));
        var waits = _waits.Concat(_turns.SelectMany(static turn => turn.Waits));
        var times = _turns.Select(static turn => turn.LookAgain).Append(_progress.IsEnded || _seen.Now >= _request.GiveUpAt ? null : _request.GiveUpAt);
        return new(_progress with { Clusters = [.. _turns.Select(static turn => turn.Progress)] }, [.. steps], [.. waits], times.Min());
    }

    public void Prepare()
    {
        if (IsUntouched && IsRefused(RequestCheck.Of(_request, _seen))) return;
        if (_seen.Now >= _request.Deadline || _request.Withdrawn)
        {
            GiveUp(RemovalPhase.Aborted);
            return;
        }

        if (IsUntouched && IsStopped()) return;
        if (!IsFleetHeld()) return;
        // Every cluster takes its turn, also after one that is not ready.
        var ready = _turns.Count(Preparation.Advance) == _turns.Length;
        if (ready && _request.IsExact && FirstLook.FleetFloor(_request, _seen, _turns) is { } floor)
        {
            _waits.Add($"{floor.Message}: {floor.Mend}");
            ready = false;
        }

        if (ready && _progress.Phase == RemovalPhase.Prepared) Commit();
        else _progress = _progress with { Phase = ready ? RemovalPhase.Prepared : RemovalPhase.Pending };
    }

    public void GoForward()
    {
        foreach (var turn in _turns)
        {
            if (turn.Progress.Stage is ClusterStage.Committing or ClusterStage.Committed) Commitment.Advance(turn);
            if (turn.Progress.Stage is ClusterStage.Releasing && turn.Steps.Count == 0) Restoration.Release(turn);
        }

        if (_turns.All(static turn => turn.Progress.Stage == ClusterStage.Released))
        {
            if (IsMaxLowered() && IsCountLowered() && IsFleetReleased()) _progress = _progress with { Phase = RemovalPhase.Completed };
        }
        else
        {
            GiveUpIfDue();
        }
    }

    public void Restore()
    {
        foreach (var turn in _turns) Restoration.Undo(turn);
        if (!_turns.All(turn => turn.Progress.Stage == ClusterStage.Released || !turn.Seen.IsReachable) && _seen.Now < RestoreBy) return;
        if (_progress.IsEnded || !IsCountLowered() || !IsFleetReleased()) return;
        var ending = _progress.Ending!;
        // A commit that was still under way has landed after all.
        var committed = _turns.Any(static turn => turn.Progress.ReleaseAt is not null);
        foreach (var turn in _turns) TellWhatRemains(turn);
        _progress = _progress with { Phase = committed ? RemovalPhase.Failed : ending.Phase, Ending = committed ? ending with { Phase = RemovalPhase.Failed } : ending };
    }

    private bool IsRefused(IEnumerable<Refusal> refusals)
    {
        ImmutableArray<Refusal> all = [.. refusals];
        if (all.IsEmpty) return false;
        _progress = _progress with { Phase = RemovalPhase.Refused, Refusals = all };
        return true;
    }

    /// <summary>Whether nothing may be written yet, or ever.</summary>
    private bool IsStopped()
    {
        if (_seen.BlockedBy is { } other)
        {
            _waits.Add($"until ScaleIn {other} on the same workload is over");
            return true;
        }

        var silent = _turns.Where(static turn => turn.Progress.Pods.Any(static pod => pod.State == PodState.Unseen)).ToList();
        foreach (var turn in silent) turn.WaitFor("until it can be reached");
        foreach (var turn in _turns) turn.Account(PodState.Gone, "gone before anything was written");
        // Not a rollout yet, perhaps a label or annotation alone: an instant later its controller has told.
        var unseen = _turns.Where(static turn => turn.Seen.Workload is { } workload && workload.ObservedGeneration < workload.Generation).ToList();
        foreach (var turn in unseen) turn.WaitFor($"until the controller of {_request.Workload} has seen it as it stands");
        if (unseen.Count > 0) return true;
        if (IsRefused(FirstLook.Refusals(_request, _seen, _turns)) || silent.Count > 0) return true;
        if (!_request.DryRun) return false;
        foreach (var turn in _turns) turn.Progress = FirstLook.Foresee(turn);
        _progress = _progress with { Phase = RemovalPhase.Completed };
        return true;
    }

    private bool IsFleetHeld()
    {
        if (_seen.Fleet is not { } fleet || _request.Mode == RemovalMode.Replace) return true;
        _progress = _progress with { Hold = FleetHoldStage.Held };
        if (IsHeldFleet) return true;
        _waits.Add($"until {fleet.Name} keeps every cluster's share as it is");
        return false;
    }

    /// <summary>Whether the shares go their own way again; those who keep them can only see it once it is persisted.</summary>
    private bool IsFleetReleased()
    {
        if (_progress.Hold == FleetHoldStage.None) return true;
        var told = _progress.Hold == FleetHoldStage.Released;
        _progress = _progress with { Hold = FleetHoldStage.Released };
        if (!told) return false;
        if (!IsHeldFleet || _request.Withdrawn || _seen.Now >= RestoreBy) return true;
        _waits.Add($"until {_seen.Fleet!.Name} goes on");
        return false;
    }

    // Prepared a moment ago and still so: the answer that says Committed is persisted before the first commit is written.
    private void Commit()
    {
        _progress = _progress with { Phase = RemovalPhase.Committed };
        foreach (var turn in _turns)
        {
            turn.Progress = turn.Progress with { Stage = ClusterStage.Committing };
            Commitment.Advance(turn);
        }
    }

    private bool IsMaxLowered()
    {
        if (_request.Mode != RemovalMode.Cap || _seen.Fleet is not { MaxReplicas: { } max, ResourceVersion: { } version } fleet) return true;
        // Not below a minimum: the API server would refuse it.
        var plan = _progress.LoweredMax ?? new(max, Math.Max(fleet.Floor?.Replicas ?? 1, max - TakenOut));
        _progress = _progress with { LoweredMax = plan };
        if (max != plan.Before || plan.After >= max) return true;
        _fleetSteps.Add(new RemovalStep.LowerMax(plan.After, version));
        return false;
    }

    /// <summary>Also where it failed half-way: what is gone is not to be put back by the binding.</summary>
    private bool IsCountLowered()
    {
        if (_seen.Fleet is not { Replicas: { } replicas, ResourceVersion: { } version }) return true;
        var plan = _progress.LoweredCount ?? new(replicas, Math.Max(0, replicas - TakenOut));
        _progress = _progress with { LoweredCount = plan };
        if (replicas != plan.Before || plan.After >= replicas) return true;
        _fleetSteps.Add(new RemovalStep.LowerCount(plan.After, version));
        return false;
    }

    /// <summary>After commits may have been written, only the deadline ends it; a ScaleIn that is being deleted, too, as long as none has landed.</summary>
    private void GiveUpIfDue()
    {
        var untouched = _turns.All(static turn => turn.Seen.IsReachable && turn.Progress.Stage == ClusterStage.Committing && turn.CommittedTarget is null);
        if (_seen.Now < _request.GiveUpAt && !(untouched && _request.Withdrawn)) return;
        // Where all pods are gone, what is left is to put back what was held: that is a success, given a moment.
        var releasing = _turns.All(static turn => turn.Progress.Stage >= ClusterStage.Releasing && turn.Seen.IsReachable);
        if (releasing && _seen.Now < (_request.Withdrawn ? _request.GiveUpAt + Removal.RestoreGrace : RestoreBy)) return;
        GiveUp(untouched ? RemovalPhase.Aborted : RemovalPhase.Failed);
    }

    private void GiveUp(RemovalPhase phase)
    {
        string[] waits = [.. _waits, .. _turns.SelectMany(static turn => turn.Waits)];
        var waited = string.Join("; ", waits.Length > 0 ? waits : [.. _seen.WaitedFor]);
        var ending = _request.Withdrawn
            ? new RemovalEnding(phase, "Withdrawn", "the ScaleIn is being deleted")
            : new RemovalEnding(phase, "DeadlineExceeded", waited.Length == 0 ? "the deadline has passed" : $"the deadline has passed while waiting: {waited}");
        foreach (var turn in _turns) turn.DropSteps();
        _progress = _progress with { Ending = ending };
    }

    private static void TellWhatRemains(ClusterTurn turn) => turn.Progress = turn.Progress with
    {
        Target = turn.Progress.ReleaseAt is null ? turn.Progress.Before : turn.Progress.Target,
        Pods = [.. turn.Progress.Pods.Select(pod => pod.IsDone ? pod : pod with { State = PodState.Remains, Message = turn.Seen.IsReachable ? "left where it is" : "its cluster cannot be reached" })],
    };
}
