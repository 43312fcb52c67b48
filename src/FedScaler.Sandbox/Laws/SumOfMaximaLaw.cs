using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 1. At every revision the maxima add up to at most maxReplicas and what is out on loan. Where the user, the fleet or
/// somebody else has brought them above it, no write of the service's brings them any higher, and they come down in time.
/// Once settled they add up to all of it, as far as ceilings let them.
/// </summary>
internal sealed class SumOfMaximaLaw() : Law(1, "The maxima add up to maxReplicas, never to more but for what a silent member was lent for")
{
    private readonly Dictionary<ObjectKey, State> _states = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
        {
            var state = StateOf(owner);
            if (change is FleetChange.Share share && share.Owner == owner) Judge(share, state, history);
            if (state.Upsets == owner.Upsets) continue;
            // Not the service's doing: this is where it has to come down from.
            state.Upsets = owner.Upsets;
            state.Tolerated = Math.Max(owner.Policy.MaxReplicas, history.SumOfMaxima(owner));
            state.Reported = false;
        }
    }

    public override void Pass(DateTimeOffset now, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
        {
            var state = StateOf(owner);
            if (state.Reported || !history.IsSettled(owner, now) || now <= state.WrittenAt + history.Bounds.Settle) continue;
            JudgeSettled(now, owner, state, history);
        }
    }

    private void Judge(FleetChange.Share change, State state, FleetHistory history)
    {
        state.WrittenAt = change.Time;
        state.Reported = false;
        if (change.ByOthers) return;
        var sum = history.SumOfMaxima(change.Owner);
        var allowed = Math.Max(change.Owner.Policy.MaxReplicas + history.Lent(change.Owner, change.Time), state.Tolerated);
        if (!Holds(sum <= allowed))
        {
            Report(change, change.Owner.Key.ToString(), sum, allowed,
                $"the maxima add up to {sum} of {allowed} after {change.Member.Name} was given {change.After?.ToString() ?? "none"} (before: {change.Before?.ToString() ?? "none"})");
        }

        state.Tolerated = Math.Min(state.Tolerated, Math.Max(sum, change.Owner.Policy.MaxReplicas));
    }

    private void JudgeSettled(DateTimeOffset now, FedHpaRecord owner, State state, FleetHistory history)
    {
        if (Maxima.Of(owner, now, history) is not var (sum, gone, least, most)) return;
        state.Reported = !Holds(sum <= most) || !Holds(sum - gone >= least);
        if (sum > most) Report(now, owner, sum, most, $"the maxima still add up to {sum} of {most}, {now - owner.UpsetAt} after what they have to follow");
        else if (state.Reported) Report(now, owner, sum - gone, least, $"the maxima add up to {sum - gone} only, {least - sum + gone} of maxReplicas {owner.Policy.MaxReplicas} are given to nobody");
    }

    private State StateOf(FedHpaRecord owner)
    {
        if (!_states.TryGetValue(owner.Key, out var state)) _states.Add(owner.Key, state = new State());
        return state;
    }

    private sealed class State
    {
        public int Upsets { get; set; } = -1;

        public long Tolerated { get; set; }

        public DateTimeOffset WrittenAt { get; set; }

        public bool Reported { get; set; }
    }
}
