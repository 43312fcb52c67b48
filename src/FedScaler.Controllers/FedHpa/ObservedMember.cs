using System.Collections.Immutable;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>One member as one FedHPA sees it.</summary>
/// <param name="Snapshot">What the decision is told.</param>
/// <param name="View">What was seen now; not present while the member is silent.</param>
/// <param name="Hpa">The HPA there that is this FedHPA's, or (to be adopted) will be; null when there is none.</param>
/// <param name="Desired">What the member's HPA asks for.</param>
/// <param name="Free">What its free capacity still takes; null when that is not known.</param>
/// <param name="LastSeen">When the member last answered.</param>
/// <param name="Conflict">Who else scales the target there; null when nobody does.</param>
/// <param name="Adopting">The HPA is the member's own and is to be taken over.</param>
internal sealed record ObservedMember(
    MemberSnapshot Snapshot, MemberView.Present? View, HpaView? Hpa, int Desired, int? Free, DateTimeOffset? LastSeen, string? Conflict, bool Adopting)
{
    public string Name => Snapshot.Name;

    /// <summary>What is not seen of it though it answers; null where all is.</summary>
    public string? Unseen { get; init; }

    /// <summary>The federation is about to put the target there.</summary>
    public bool IsComing { get; init; }

    /// <summary>Paths of what its HPA was written with and has not kept.</summary>
    public ImmutableArray<string> Dropped { get; init; } = [];

    /// <summary>Our own last write is on its way back.</summary>
    public bool IsPending => View is null && Snapshot.Contact == MemberContact.Live;

    /// <summary>Its HPA carries the mark of a ScaleIn, as far as can be seen now.</summary>
    public bool IsMarked => View is not null && Hpa?.HeldBy is not null;
}
