using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>
/// The way from the shares as they stand to those decided: whoever gives shrinks first, and only room that API servers have
/// confirmed to be free is handed on. A minimum goes the other way round: up first, down once the new pods are ready.
/// </summary>
public static class ShareTransition
{
    /// <summary>
    /// The writes that are safe now. When they are confirmed, ask again with the shares as they then stand; empty means that
    /// nothing is left to do for now. Stopping anywhere between leaves the sums within the maximum.
    /// </summary>
    /// <param name="snapshot">What was decided on.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="standing">Each live member's share as its API server last confirmed it; absent for none.</param>
    public static ImmutableArray<ShareWrite> Next(FleetSnapshot snapshot, FleetDecision decision, IReadOnlyDictionary<string, Share> standing)
    {
        var writable = new Dictionary<string, MemberSnapshot>(StringComparer.Ordinal);
        foreach (var member in snapshot.Members)
            if (member is { Contact: MemberContact.Live, Frozen: false }) writable.Add(member.Name, member);

        var spare = Spare(decision, standing, writable);
        var mayLower = MayLowerMinima(decision, standing, writable);
        var writes = ImmutableArray.CreateBuilder<ShareWrite>();
        foreach (var outcome in decision.Members)
        {
            if (!writable.TryGetValue(outcome.Name, out var member)) continue;
            Share? now = standing.TryGetValue(outcome.Name, out var share) ? share : null;
            if (outcome.Share is not { } target)
            {
                if (now is not null || member.Runs > 0) writes.Add(new ShareWrite.Withdraw(outcome.Name));
                continue;
            }

            var max = Math.Min(target.Max, (now?.Max ?? 0) + Math.Max(0, spare));
            // A first share below what runs would kill pods: it waits until others have given enough.
            if (max < 1 || now is null && max < Math.Min(target.Max, member.Runs)) continue;
            spare -= Math.Max(0, max - (now?.Max ?? 0));
            var min = target.Min >= (now?.Min ?? 0) || mayLower ? target.Min : now!.Value.Min;
            var next = new Share((int)Math.Min(min, max), (int)max);
            if (next != now) writes.Add(new ShareWrite.Apply(outcome.Name, next));
        }

        return writes.ToImmutable();
    }

    /// <summary>What may be handed out before anybody else has given anything back.</summary>
    private static long Spare(FleetDecision decision, IReadOnlyDictionary<string, Share> standing, Dictionary<string, MemberSnapshot> writable)
    {
        long decided = 0, pinned = 0, live = 0;
        foreach (var outcome in decision.Members)
        {
            if (writable.ContainsKey(outcome.Name))
            {
                decided += outcome.Share?.Max ?? 0;
                live += standing.TryGetValue(outcome.Name, out var share) ? share.Max : 0;
            }
            else if (outcome.State is MemberState.Silent or MemberState.Active)
            {
                pinned += outcome.Share?.Max ?? 0;
            }
        }

        // Where silent members hold more than the lowered maximum leaves, the decision itself is what may be given.
        return Math.Max(decided, decision.EffectiveMax - pinned) - live;
    }

    private static bool MayLowerMinima(
        FleetDecision decision, IReadOnlyDictionary<string, Share> standing, Dictionary<string, MemberSnapshot> writable)
    {
        foreach (var outcome in decision.Members)
        {
            if (outcome.Share is not { } target || !writable.TryGetValue(outcome.Name, out var member)) continue;
            if (!standing.TryGetValue(outcome.Name, out var now) || now.Min < target.Min) return false;
            if (decision.Memory.Members[outcome.Name].AwaitedSince is not null && member.Ready < target.Min) return false;
        }

        return true;
    }
}
