using System.Diagnostics.Metrics;
using FedScaler.Api.FedHpas;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Each member's share of each FedHPA, whole FedHPAs at a time until there are as many shares as may be shown.</summary>
internal sealed class FedHpaMemberGauges
{
    private readonly Func<IEnumerable<FedHpa>> _all;
    private readonly int _limit;

    /// <param name="all">Ordered.</param>
    /// <param name="limit">Shares, each of which has nine series.</param>
    public FedHpaMemberGauges(Meter meter, Func<IEnumerable<FedHpa>> all, int limit)
    {
        (_all, _limit) = (all, limit);
        Gauge("min_replicas", static share => share.MinReplicas, "minReplicas of a member's HPA.");
        Gauge("max_replicas", static share => share.MaxReplicas, "maxReplicas of a member's HPA.");
        Gauge("current_replicas", static share => share.CurrentReplicas, "Replicas that the workload asks for in a member.");
        Gauge("desired_replicas", static share => share.DesiredReplicas, "Replicas that a member's HPA asks for.");
        Gauge("ready_replicas", static share => share.ReadyReplicas, "Replicas that are ready in a member.");
        Gauge("unschedulable_replicas", static share => share.UnschedulableReplicas, "Pods that a member's scheduler could not place.");
        Gauge("free_replicas", static share => share.FreeReplicas, "Replicas that a member's free capacity still takes; absent while that is not known.");
        Gauge("lent_replicas", static share => share.Lent?.MaxReplicas ?? 0, "maxReplicas of a silent member that were lent to the others.");
        meter.CreateObservableGauge("fedscaler.fedhpa.member.state", () => Shares().Select(static share => NewMeasurement(1, share.Of, share.Share, new KeyValuePair<string, object?>("state", share.Share.State.ToString()))),
            null, "1 for the state that a member is in: Active, Parked, Silent, Lent or Excluded.");

        void Gauge(string name, Func<FedHpaClusterStatus, long?> value, string help) =>
            meter.CreateObservableGauge($"fedscaler.fedhpa.member.{name}", () => Observe(value), null, help);
    }

    /// <summary>How many FedHPAs are not shown, member by member.</summary>
    public long CountLeftOut() => _all().Count() - Shown().Count();

    private IEnumerable<FedHpa> Shown()
    {
        var shares = 0;
        foreach (var resource in _all())
        {
            shares += resource.Status?.Clusters.Count ?? 0;
            if (shares > _limit) yield break;
            yield return resource;
        }
    }

    private IEnumerable<(FedHpa Of, FedHpaClusterStatus Share)> Shares() => Shown().SelectMany(static resource => resource.Status?.Clusters ?? [], static (resource, share) => (resource, share));

    private IEnumerable<Measurement<long>> Observe(Func<FedHpaClusterStatus, long?> value)
    {
        foreach (var (resource, share) in Shares())
            if (value(share) is { } number) yield return NewMeasurement(number, resource, share);
    }

    private static Measurement<long> NewMeasurement(long value, FedHpa of, FedHpaClusterStatus share, params ReadOnlySpan<KeyValuePair<string, object?>> more) =>
        new(value, [new("namespace", of.Metadata.Namespace), new("name", of.Metadata.Name), new("member", share.Name), .. more]);
}
