using System.Diagnostics.Metrics;

namespace FedScaler.Runtime.Leadership;

/// <summary>What an instance tells of its leadership. Its series start at zero.</summary>
internal sealed class LeadershipMetrics
{
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _renewals;

    /// <param name="isLeader">Asked whenever metrics are read.</param>
    /// <param name="renewalAge">Null while it does not lead.</param>
    public LeadershipMetrics(Meter meter, Func<bool> isLeader, Func<TimeSpan?> renewalAge)
    {
        meter.CreateObservableGauge("fedscaler.leader", () => isLeader() ? 1 : 0, null, "1 while this instance leads, 0 while it stands by.");
        meter.CreateObservableGauge(
            "fedscaler.leader.renewal.age", () => renewalAge()?.TotalSeconds ?? 0, "s", "Since this instance last renewed its Lease; 0 while it stands by.");
        _transitions = meter.CreateCounter<long>("fedscaler.leader.transitions", null, "Changes of this instance's leadership, by what happened.");
        _renewals = meter.CreateCounter<long>("fedscaler.leader.renewals", null, "Attempts to renew the Lease, by how they ended.");
        foreach (var change in (string[])["acquired", "released", "lost"]) Changed(change, 0);
        foreach (var result in (string[])["success", "error"]) Renewed(result, 0);
    }

    public void Changed(string change, int count = 1) => _transitions.Add(count, new KeyValuePair<string, object?>("change", change));

    public void Renewed(string result, int count = 1) => _renewals.Add(count, new KeyValuePair<string, object?>("result", result));
}
