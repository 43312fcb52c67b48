using System.Diagnostics.Metrics;
using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;
using FedScaler.Core.Splitting;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.FedHpas;

/// <summary>
/// How every FedHPA stands, read from the hub's cache at each scrape: it costs a reconcile nothing, and what is deleted is gone
/// with the next scrape.
/// </summary>
internal sealed class FedHpaGauges
{
    /// <summary>FedHPAs beyond these, in the order of their names, have no series of their own.</summary>
    private const int MaxObjects = 5_000;

    private static readonly string[] ConditionTypes =
    [
        FedHpaReasons.Ready, FleetConditions.Balanced, FleetConditions.CapacityShort, FleetConditions.MinRaised, FleetConditions.MembersSilent, FedHpaReasons.Conflict,
        FedHpaReasons.Paused, FedHpaReasons.Held, FedHpaReasons.FieldsDropped, FedHpaReasons.MembersUnseen, FedHpaReasons.ScheduleClamped, FedHpaReasons.ScheduleConflict,
    ];

    private readonly Informer<FedHpa> _informer;

    public FedHpaGauges(Meter meter, Informer<FedHpa> informer, int maxMemberSeries)
    {
        _informer = informer;
        Gauge("effective.min_replicas", static status => status.EffectiveMinReplicas, "minReplicas in force, after schedules and MinRaised.");
        Gauge("effective.max_replicas", static status => status.EffectiveMaxReplicas, "maxReplicas in force, after schedules.");
        Gauge("current_replicas", static status => status.CurrentReplicas, "Replicas that the members' workloads ask for, silent members as last seen.");
        Gauge("desired_replicas", static status => status.DesiredReplicas, "Replicas that the members' HPAs ask for, silent members as last seen.");
        Gauge("ready_replicas", static status => status.ReadyReplicas, "Replicas that are ready, silent members as last seen.");
        Gauge("lent_replicas", static status => status.Clusters.Sum(static cluster => cluster.Lent?.MaxReplicas ?? 0), "maxReplicas of silent members that were lent to the others.");
        Gauge("max_excess_replicas", Excess, "Sum of all members' maxReplicas less the maxReplicas in force: above 0 by no more than what is lent.");
        Gauge("active_schedules", static status => status.ActiveSchedules.Count, "CronHPA rules in force.");
        meter.CreateObservableGauge("fedscaler.fedhpa.unobserved.generations", () => Observe(static resource => Unobserved(resource)), null,
            "Changes of the spec that have not been acted on yet.");
        meter.CreateObservableGauge("fedscaler.fedhpa.condition", ObserveConditions, null, "1 while a condition is True, 0 while it is not.");
        var members = new FedHpaMemberGauges(meter, () => Shown, maxMemberSeries);
        meter.CreateObservableGauge("fedscaler.fedhpa.unshown", () => LeftOut(members), null,
            "FedHPAs that have no series of their own, or none for each member, because there are too many.");

        void Gauge(string name, Func<FedHpaStatus, long> value, string help) =>
            meter.CreateObservableGauge($"fedscaler.fedhpa.{name}", () => Observe(resource => resource.Status is { } status ? value(status) : null), null, help);
    }

    /// <summary>Ordered, so that the same ones are left out each time. None while nobody follows the hub.</summary>
    private IEnumerable<FedHpa> Shown => _informer.Status is { Synced: true, Phase: not InformerPhase.Stopped }
        ? _informer.Items.OrderBy(static resource => resource.Metadata.Namespace, StringComparer.Ordinal).ThenBy(static resource => resource.Metadata.Name, StringComparer.Ordinal).Take(MaxObjects)
        : [];

    private static long Excess(FedHpaStatus status) => status.Clusters.Sum(static cluster => (long)(cluster.MaxReplicas ?? 0)) - status.EffectiveMaxReplicas;

    private static long Unobserved(FedHpa resource) => Math.Max(0, (resource.Metadata.Generation ?? 0) - (resource.Status?.ObservedGeneration ?? 0));

    private IEnumerable<Measurement<long>> Observe(Func<FedHpa, long?> value)
    {
        foreach (var resource in Shown)
            if (value(resource) is { } number) yield return new Measurement<long>(number, new("namespace", resource.Metadata.Namespace), new("name", resource.Metadata.Name));
    }

    private IEnumerable<Measurement<long>> ObserveConditions()
    {
        foreach (var resource in Shown)
        {
            var conditions = resource.Status?.Conditions ?? [];
            foreach (var type in ConditionTypes)
            {
                yield return new Measurement<long>(
                    conditions.Find(type)?.Status == Condition.True ? 1 : 0, new("namespace", resource.Metadata.Namespace), new("name", resource.Metadata.Name), new("type", type));
            }
        }
    }

    private IEnumerable<Measurement<long>> LeftOut(FedHpaMemberGauges members)
    {
        yield return new Measurement<long>(Math.Max(0, _informer.Count - MaxObjects), new KeyValuePair<string, object?>("series", "fedhpa"));
        yield return new Measurement<long>(members.CountLeftOut(), new KeyValuePair<string, object?>("series", "member"));
    }
}
