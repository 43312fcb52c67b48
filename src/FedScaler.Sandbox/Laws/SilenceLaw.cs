using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 4. A silent member's HPA is not written. What the others may use in all does not shrink while it is silent (moves
/// between them are let pass: the giver's loss is the receiver's gain), and none of them loses its share.
/// </summary>
internal sealed class SilenceLaw() : Law(4, "A silent member's share stands, and nothing shrinks because a member went silent")
{
    private readonly Dictionary<ObjectKey, State> _states = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is FleetChange.Share { ByOthers: false } share) Judge(share, history);
        foreach (var owner in history.FedHpas.Values)
        {
            var state = StateOf(owner);
            if (state.Upsets != owner.Upsets) Rebase(owner, state, change.Time, history);
            if (state.Floor is { } floor && LiveMaxima(owner, history) < floor) state.BelowSince ??= change.Time;
            else state.BelowSince = null;
        }
    }

    public override void Pass(DateTimeOffset now, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
        {
            var state = StateOf(owner);
            if (!AnySilent(owner, history)) state.Floor = null;
            else if (history.IsSettled(owner, now)) JudgeFloor(now, owner, state, history);
        }
    }

    private void Judge(FleetChange.Share share, FleetHistory history)
    {
        var silentFor = share.Time - share.Member.SilentSince;
        // What was under way when the line was cut may still have come through.
        if (!Holds(!(silentFor > history.Bounds.Detection)))
            Report(share, share.Owner.Key.ToString(), share.After?.Max ?? 0, share.Before?.Max ?? 0, $"{share.Member.Name} has been silent for {silentFor} and was given {share.After?.ToString() ?? "none"}");

        var explained = share.After is not null || !AnySilent(share.Owner, history) || !history.TakesPart(share.Owner, share.Member)
            || !share.Member.Workloads.ContainsKey(share.Owner.Target) || !history.IsSettled(share.Owner, share.Time);
        if (!Holds(explained))
            Report(share, share.Owner.Key.ToString(), 0, share.Before?.Max ?? 0, $"{share.Member.Name} lost its share while another member is silent");
    }

    /// <summary>Counted from what the others had when the silence began; anew when something else changes meanwhile, once that has settled.</summary>
    private static void Rebase(FedHpaRecord owner, State state, DateTimeOffset now, FleetHistory history)
    {
        var silent = history.Members.Values.Count(member => member.SilentSince is not null);
        var wentSilent = silent > state.Silent && now > state.SettledBy;
        (state.Upsets, state.Silent, state.SettledBy) = (owner.Upsets, silent, owner.SettledBy);
        state.Floor = wentSilent ? LiveMaxima(owner, history) : null;
        state.BelowSince = null;
    }

    private void JudgeFloor(DateTimeOffset now, FedHpaRecord owner, State state, FleetHistory history)
    {
        state.Floor ??= LiveMaxima(owner, history);
        if (Holds(!(now - state.BelowSince > history.Bounds.Settle))) return;
        var live = LiveMaxima(owner, history);
        Report(now, owner, live, state.Floor.Value, $"the members that answer may run {live} in all, and could run {state.Floor} when the silence began");
        state.Floor = live;
        state.BelowSince = null;
    }

    private static long LiveMaxima(FedHpaRecord owner, FleetHistory history) =>
        history.Shares(owner).Where(static share => share.Member.SilentSince is null).Sum(static share => (long)share.Hpa.Bounds.Max);

    private static bool AnySilent(FedHpaRecord owner, FleetHistory history) =>
        history.Members.Values.Any(member => member.SilentSince is not null && history.TakesPart(owner, member));

    private State StateOf(FedHpaRecord owner)
    {
        if (!_states.TryGetValue(owner.Key, out var state)) _states.Add(owner.Key, state = new State());
        return state;
    }

    private sealed class State
    {
        public int Upsets { get; set; } = -1;

        public int Silent { get; set; }

        public DateTimeOffset SettledBy { get; set; }

        public long? Floor { get; set; }

        public DateTimeOffset? BelowSince { get; set; }
    }
}
