using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Bindings;

/// <summary>One member as a binding that the user leads sees it.</summary>
/// <param name="Seen">What the decision is told.</param>
/// <param name="View">What was seen now; null while the member is silent, or our own last write is on its way back.</param>
/// <param name="Conflict">Which HPA scales the target there, and the mend; null where none does.</param>
internal sealed record RunningMember(MemberSnapshot Seen, MemberView.Present? View, string? Conflict)
{
    public string Name => Seen.Name;

    /// <summary>It has no such workload yet: the binding is what puts it there, with what it is told to run.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>The last write there is on its way back, be it ours or a ScaleIn's.</summary>
    public bool IsPending => View is null && Seen.Contact == MemberContact.Live && !(IsAbsent && Seen.Runs == 0);

    public bool IsExcluded => Seen.Contact == MemberContact.Excluded;

    /// <summary>Whether it may be written to now.</summary>
    public bool IsWritable => View is not null && Seen is { Contact: MemberContact.Live, Frozen: false };
}
