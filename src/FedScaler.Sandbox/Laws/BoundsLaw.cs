using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 2. Every share is in order at every revision; once settled the minima add up to minReplicas, or to one a member where
/// there are more members. They may be above it for as long as a minimum that moved waits for its new pods.
/// </summary>
internal sealed class BoundsLaw() : Law(2, "1 ≤ min ≤ max everywhere, and the minima add up to minReplicas or the number of members")
{
    private readonly Dictionary<ObjectKey, State> _states = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is not FleetChange.Share { After: { } after, ByOthers: false } share) return;
        var least = share.Owner.MayRestAtZero ? 0 : 1;
        if (!Holds(after.Min >= least && after.Min <= after.Max && after.Max >= 1))
            Report(change, share.Owner.Key.ToString(), after.Min, after.Max, $"{share.Member.Name} was given {after}: not {least} ≤ min ≤ max");
    }

    public override void Pass(DateTimeOffset now, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
        {
            if (!_states.TryGetValue(owner.Key, out var state)) _states.Add(owner.Key, state = new State());
            if (state.Upsets != owner.Upsets || !history.IsSettled(owner, now)) (state.Upsets, state.OffSince) = (owner.Upsets, null);
            else Judge(now, owner, state, history);
        }
    }

    private void Judge(DateTimeOffset now, FedHpaRecord owner, State state, FleetHistory history)
    {
        var (sum, target) = Minima.Of(owner, now, history);
        if (sum is null || sum == target)
        {
            Holds(true);
            (state.OffSince, state.Reported) = (null, false);
            return;
        }

        if (state.OffSince is null || state.Above != sum > target)
            (state.OffSince, state.Above, state.Reported) = (Later(history.Now, owner.SettledBy), sum > target, false);
        var off = now - state.OffSince.Value;
        if (state.Reported || off <= (state.Above ? history.Bounds.MinimumMove : history.Bounds.Settle)) return;
        state.Reported = !Holds(false);
        Report(now, owner, sum.Value, target, $"the minima add up to {sum} and not to {target}, for {off} now");
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed class State
    {
        public int Upsets { get; set; } = -1;

        public DateTimeOffset? OffSince { get; set; }

        public bool Above { get; set; }

        public bool Reported { get; set; }
    }
}
