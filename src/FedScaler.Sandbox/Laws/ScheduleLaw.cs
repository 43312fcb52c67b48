using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 10. Where nothing else is under way, the shares add up to the bounds that the clock and the CronHPAs ask for within
/// seconds of each transition: not a floor too low, not a ceiling too high, at its beginning as at its end. Which bounds those
/// are is worked out here from the specs, minute by minute.
/// </summary>
internal sealed class ScheduleLaw() : Law(10, "The shares follow the schedules within seconds, at their beginning and at their end")
{
    private readonly Dictionary<ObjectKey, DateTimeOffset> _judged = [];

    public override void Pass(DateTimeOffset now, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
        {
            if (owner.ScheduledAt is not { } due || now <= due + history.Bounds.ScheduleLag) continue;
            if (history.IsServiceIdle || owner.Spec.Paused || owner.IsUnreadable || history.IsContested(owner) || history.IsHeld(owner)) continue;
            if (_judged.GetValueOrDefault(owner.Key) == due) continue;
            _judged[owner.Key] = due;
            Judge(now, due, owner, history);
        }
    }

    private void Judge(DateTimeOffset now, DateTimeOffset due, FedHpaRecord owner, FleetHistory history)
    {
        var (minima, floor) = Minima.Of(owner, now, history);
        // Above it they may be for as long as a minimum that moved waits for its pods: law 2.
        if (!Holds(minima is null || minima >= floor))
            Report(now, owner, minima ?? 0, floor, $"since {due:HH:mm:ss} schedules ask for at least {owner.Policy.MinReplicas}, and the minima add up to {minima} of {floor}");
        if (Maxima.Of(owner, now, history) is not var (sum, gone, least, most)) return;
        if (!Holds(sum <= most) || !Holds(sum - gone >= least))
            Report(now, owner, sum, owner.Policy.MaxReplicas, $"since {due:HH:mm:ss} schedules allow {owner.Policy.MaxReplicas}, and the maxima add up to {sum}");
    }
}
