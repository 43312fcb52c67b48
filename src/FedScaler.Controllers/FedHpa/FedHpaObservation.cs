using System.Collections.Immutable;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>All that one reconcile rests on; immutable.</summary>
/// <param name="Members">The members that the placement selects, ordered by name.</param>
/// <param name="Leaving">Members that hold an HPA of this FedHPA and take no part any more.</param>
/// <param name="UnknownNames">Names in placement.clusters that no member has.</param>
internal sealed record FedHpaObservation(
    FleetSnapshot Snapshot, ImmutableArray<ObservedMember> Members, ImmutableArray<LeavingMember> Leaving, ImmutableArray<string> UnknownNames)
{
    /// <summary>Whether some members have the target and no share yet, and others are about to have it: shares given now would be taken back in a moment.</summary>
    public bool IsArriving =>
        Members.Any(static member => member.IsComing) && Members.Any(static member => member.View is not null) && Members.All(static member => member.Snapshot.Share is null);

    /// <summary>What went wrong now, and before in members whose answer to that write has not been seen since.</summary>
    public ImmutableArray<(string Member, string Error)> WithLasting(ImmutableArray<(string Member, string Error)> now, ImmutableArray<(string Member, string Error)> before)
    {
        if (before.IsEmpty) return now;
        var lasting = before.Where(failure => now.All(other => other.Member != failure.Member) && Members.Any(member => member.Name == failure.Member && member.IsPending));
        return [.. now, .. lasting];
    }

    /// <summary>
    /// Whether somebody has to give way, or is let in, beside a share of ours that is on its way back: that one can't be moved now, and
    /// the others alone would be cut down for it, to what is less than they run.
    /// </summary>
    /// <param name="lent">Shares that count for nothing, as others have them by now.</param>
    public bool AwaitsOwnWrite(IReadOnlyDictionary<string, Share> lent)
    {
        if (!Members.Any(static member => member.IsPending)) return false;
        var held = 0L;
        foreach (var member in Members)
        {
            if (member.Snapshot.Contact == MemberContact.Excluded || lent.ContainsKey(member.Name)) continue;
            held += member.Snapshot.Share?.Max ?? (member.Snapshot.Contact == MemberContact.Live ? 1 : 0);
        }

        return held > Snapshot.Policy.MaxReplicas;
    }
}
