using FedScaler.Api.Mapping;
using FedScaler.Api.Placement;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;

namespace FedScaler.Controllers.Bindings;

/// <summary>What the members run of a target, silent members as last seen.</summary>
internal sealed class BindingObserver(IFleet fleet)
{
    /// <param name="placement">Which members.</param>
    /// <param name="target">The workload.</param>
    /// <param name="before">The binding as it stands: what it says of a member that does not answer goes on to hold.</param>
    /// <param name="guesses">Which members that were never heard of count for nothing.</param>
    /// <returns>Null while a member that answers, or that may yet do so, has not been looked at.</returns>
    public BindingObservation? Observe(PlacementSpec placement, TargetRef target, ReplicaBinding? before, Guesses guesses)
    {
        var preferences = new MemberPreferences(placement);
        var rows = new List<BindingRow>();
        var members = new List<MemberCount>();
        var selector = before?.Status?.Selector;
        foreach (var member in fleet.Members)
        {
            var isSelected = preferences.Selects(member.Labels);
            var view = fleet.Look(member.Name, target);
            if (WorkloadIn(view) is { } workload)
            {
                Add(new BindingRow(member.Name, workload.Replicas, workload.Ready), answers: true, isSelected);
                if (isSelected && workload.Selector.Length > 0) selector = workload.Selector;
                continue;
            }

            switch (view)
            {
                case MemberView.Missing missing:
                    members.Add(new MemberCount(member.Name, null) { IsSelected = isSelected, IsPlaceable = missing.IsPlaceable });
                    break;
                default:
                    if (Remembered(before, member.Name) is { } row) Add(row, answers: false, isSelected);
                    else if (isSelected && !guesses.Cover(member, view)) return null;
                    else members.Add(new MemberCount(member.Name, null) { IsSelected = isSelected, Answers = false });
                    break;
            }
        }

        return new BindingObservation(rows, members, selector);

        void Add(BindingRow row, bool answers, bool isSelected)
        {
            if (isSelected) rows.Add(row);
            members.Add(new MemberCount(row.Member, row.Replicas) { IsSelected = isSelected, Answers = answers });
        }
    }

    /// <summary>What runs there is known, though the HPAs may not be.</summary>
    private static WorkloadView? WorkloadIn(MemberView? view) => view switch
    {
        MemberView.Present present => present.Workload,
        MemberView.Unknown unknown => unknown.Workload,
        _ => null,
    };

    private static BindingRow? Remembered(ReplicaBinding? before, string member)
    {
        if (before?.Spec.Clusters.FirstOrDefault(cluster => cluster.Name == member) is not { } known) return null;
        var ready = before.Status?.Clusters.FirstOrDefault(cluster => cluster.Name == member)?.ReadyReplicas ?? 0;
        return new BindingRow(member, known.Replicas, ready);
    }
}

/// <summary>What was seen.</summary>
/// <param name="Rows">Of the members that the placement selects.</param>
/// <param name="Members">The whole fleet.</param>
internal sealed record BindingObservation(IReadOnlyList<BindingRow> Rows, IReadOnlyList<MemberCount> Members, string? Selector)
{
    public int Replicas => Rows.SumCapped(static row => row.Replicas);

    public int Ready => Rows.SumCapped(static row => row.Ready);
}

/// <summary>One member's replicas.</summary>
internal sealed record BindingRow(string Member, int Replicas, int Ready);
