using System.Buffers;
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
        var rented = ArrayPool<Step>.Shared.Rent(decision.Members.Length);
        var steps = rented.AsSpan(0, decision.Members.Length);
        var anyDue = Fill(steps, MembersByName.Of(snapshot.Members), decision, standing);
        ImmutableArray<ShareWrite> writes = anyDue ? Writes(steps, decision) : [];
        ArrayPool<Step>.Shared.Return(rented, clearArray: true);
        return writes;
    }

    /// <summary>Puts what was seen, decided and confirmed of each member side by side; false when nothing is left to write.</summary>
    private static bool Fill(Span<Step> steps, ImmutableArray<MemberSnapshot> members, FleetDecision decision, IReadOnlyDictionary<string, Share> standing)
    {
        var anyDue = false;
        var next = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            var outcome = decision.Members[i];
            while (next < members.Length && string.CompareOrdinal(members[next].Name, outcome.Name) < 0) next++;
            var member = next < members.Length && members[next].Name == outcome.Name ? members[next] : null;
            steps[i] = new Step(member, outcome, standing.TryGetValue(outcome.Name, out var share) ? share : null);
            anyDue |= steps[i].IsDue;
        }

        return anyDue;
    }

    private static ImmutableArray<ShareWrite> Writes(ReadOnlySpan<Step> steps, FleetDecision decision)
    {
        var spare = Spare(steps, decision);
        var mayLower = MayLowerMinima(steps, decision);
        var writes = ImmutableArray.CreateBuilder<ShareWrite>();
        foreach (var step in steps)
        {
            if (!step.IsDue) continue;
            if (step.Outcome.Share is not { } target)
            {
                writes.Add(new ShareWrite.Withdraw(step.Outcome.Name));
                continue;
            }

            var now = step.Now;
            var max = Math.Min(target.Max, (now?.Max ?? 0) + Math.Max(0, spare));
            // A first share below what runs would kill pods: it waits until others have given enough.
            if (max < 1 || (now is null && max < Math.Min(target.Max, step.Member!.Runs))) continue;
            spare -= Math.Max(0, max - (now?.Max ?? 0));
            var min = target.Min >= (now?.Min ?? 0) || mayLower ? target.Min : now!.Value.Min;
            var next = new Share((int)Math.Min(min, max), (int)max);
            if (next != now) writes.Add(new ShareWrite.Apply(step.Outcome.Name, next));
        }

        return writes.ToImmutable();
    }

    /// <summary>What may be handed out before anybody else has given anything back.</summary>
    private static long Spare(ReadOnlySpan<Step> steps, FleetDecision decision)
    {
        long decided = 0, pinned = 0, live = 0;
        foreach (var step in steps)
        {
            if (step.IsWritable)
            {
                decided += step.Outcome.Share?.Max ?? 0;
                live += step.Now?.Max ?? 0;
            }
            else if (step.Outcome.State is MemberState.Silent or MemberState.Active)
            {
                pinned += step.Outcome.Share?.Max ?? 0;
            }
        }

        // Where silent members hold more than the lowered maximum leaves, the decision itself is what may be given.
        return Math.Max(decided, decision.EffectiveMax - pinned) - live;
    }

    /// <summary>Pods are awaited of frozen members too: one is frozen while our own last write to it is on its way back.</summary>
    private static bool MayLowerMinima(ReadOnlySpan<Step> steps, FleetDecision decision)
    {
        foreach (var step in steps)
        {
            if (step.Outcome.Share is not { } target || step.Member is not { Contact: MemberContact.Live } member) continue;
            if (step.Now is not { } now || now.Min < target.Min) return false;
            if (member.Ready < target.Min && decision.Memory.Members[member.Name].AwaitedSince is not null) return false;
        }

        return true;
    }

    /// <param name="Member">As it was seen; null where it was not.</param>
    /// <param name="Now">Its share as confirmed.</param>
    private readonly record struct Step(MemberSnapshot? Member, MemberOutcome Outcome, Share? Now)
    {
        public bool IsWritable => Member is { Contact: MemberContact.Live, Frozen: false };

        /// <summary>What stands is not what was decided, and may be written to.</summary>
        public bool IsDue => IsWritable && (Outcome.Share != Now || (Outcome.Share is null && Member!.Runs > 0));
    }
}
