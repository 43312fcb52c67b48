using System.Collections.Immutable;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Dividing;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Bindings;

/// <summary>All that one division rests on; immutable.</summary>
/// <param name="Members">The members that the placement selects, ordered by name.</param>
/// <param name="Selector">Of the workload's pods, as text; null where no member tells it.</param>
/// <param name="UnknownNames">Names in placement.clusters that no MemberCluster has.</param>
internal sealed record DivisionObservation(
    ImmutableArray<RunningMember> Members, string? Selector, ImmutableArray<string> UnknownNames, DateTimeOffset Now)
{
    /// <summary>What each member runs that takes part, silent ones as last seen.</summary>
    public Dictionary<string, int> Running =>
        Members.Where(static member => !member.IsExcluded).ToDictionary(static member => member.Name, static member => member.Seen.Runs, StringComparer.Ordinal);

    /// <summary>As a binding is written for them.</summary>
    /// <param name="assigned">What each is to run.</param>
    public IReadOnlyList<MemberCount> Counts(IReadOnlyDictionary<string, int> assigned) =>
    [
        .. Members.Select(member => new MemberCount(member.Name, member.IsExcluded || member.IsAbsent ? null : member.Seen.Runs)
        {
            Assigned = member.IsExcluded ? null : assigned.TryGetValue(member.Name, out var replicas) ? replicas : member.Seen.Runs,
            Answers = member.Seen.Contact != MemberContact.Silent,
            IsPlaceable = member.IsAbsent,
        }),
    ];

    public bool IsPending => Members.Any(static member => member.IsPending);

    /// <summary>As the divider is told it.</summary>
    public DivisionSnapshot Snapshot(DivisionPolicy policy, IReadOnlyDictionary<string, int>? assigned) =>
        new(policy, [.. Members.Select(member => new DivisionMember(member.Seen, AssignedTo(member, assigned)))], Now);

    /// <summary>What a member that an HPA of its own scales was told is of no more meaning.</summary>
    private static int? AssignedTo(RunningMember member, IReadOnlyDictionary<string, int>? assigned) =>
        member.Conflict is null && assigned is not null && assigned.TryGetValue(member.Name, out var replicas) ? replicas : null;
}
