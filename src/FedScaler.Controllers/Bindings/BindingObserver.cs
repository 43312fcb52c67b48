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
    /// <param name="mayGuess">A member that was never heard of counts for nothing.</param>
    /// <returns>Null while a member that answers, or that may yet do so, has not been looked at.</returns>
    public BindingObservation? Observe(PlacementSpec placement, TargetRef target, ReplicaBinding? before, bool mayGuess)
    {
        var preferences = new MemberPreferences(placement);
        var rows = new List<BindingRow>();
        var selector = before?.Status?.Selector;
        foreach (var member in fleet.Members)
        {
            if (!preferences.Selects(member.Labels)) continue;
            var view = member.Live ? fleet.Look(member.Name, target) : null;
            if (WorkloadIn(view) is { } workload)
            {
                rows.Add(new BindingRow(member.Name, workload.Replicas, workload.Ready));
                if (workload.Selector.Length > 0) selector = workload.Selector;
                continue;
            }

            switch (view)
            {
                case MemberView.Missing:
                    break;
                default:
                    if (Remembered(before, member.Name) is { } row) rows.Add(row);
                    else if (member.Live || !mayGuess) return null;
                    break;
            }
        }

        return new BindingObservation(rows, selector);
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
internal sealed record BindingObservation(IReadOnlyList<BindingRow> Rows, string? Selector)
{
    public int Replicas => Rows.SumCapped(static row => row.Replicas);

    public IReadOnlyList<ClusterReplicas> Clusters => [.. Rows.Select(static row => new ClusterReplicas { Name = row.Member, Replicas = row.Replicas })];

    public int Ready => Rows.SumCapped(static row => row.Ready);
}

/// <summary>One member's replicas.</summary>
internal sealed record BindingRow(string Member, int Replicas, int Ready);
