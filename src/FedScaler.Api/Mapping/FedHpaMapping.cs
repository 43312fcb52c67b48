using System.Collections.Immutable;
using FedScaler.Api.FedHpas;
using FedScaler.Core.Splitting;

namespace FedScaler.Api.Mapping;

/// <summary>A FedHPA in the words of Core. The spec must have passed <see cref="Validation.FedHpaValidator"/>.</summary>
public static class FedHpaMapping
{
    /// <summary>What the user asks for over the fleet.</summary>
    /// <param name="effectiveMin">minReplicas after schedules; null where none holds.</param>
    /// <param name="effectiveMax">maxReplicas after schedules; null where none holds.</param>
    public static SplitPolicy ToSplitPolicy(this FedHpaSpec spec, int? effectiveMin = null, int? effectiveMax = null) =>
        // Core shares out at least 1: a fleet at rest keeps one replica to be woken by.
        new(Math.Max(1, effectiveMin ?? spec.MinReplicas), effectiveMax ?? spec.MaxReplicas, spec.Split.Strategy, spec.Split.Spread)
        {
            TolerancePercent = spec.Rebalance.TolerancePercent,
            Cooldown = TimeSpan.FromSeconds(spec.Rebalance.CooldownSeconds),
            MaxMovePercent = spec.Rebalance.MaxMovePercent,
            Failover = spec.Failover.Mode,
            Grace = TimeSpan.FromSeconds(spec.Failover.GraceSeconds),
        };

    /// <summary>What a controller that has just started remembers: the part of its memory that is kept in the status.</summary>
    public static FleetMemory ToFleetMemory(this FedHpaStatus? status)
    {
        if (status is null) return FleetMemory.Empty;
        return FleetMemory.Empty with
        {
            AppliedSplit = status.AppliedSplit,
            LastRebalance = status.LastRebalanceTime,
            Members = status.Clusters.Where(cluster => cluster is { State: MemberState.Active, Reason: not null })
                .ToImmutableSortedDictionary(cluster => cluster.Name, cluster => new MemberMemory { Reason = cluster.Reason, Granted = Granted(cluster, status) }, StringComparer.Ordinal),
            Lent = status.Clusters.Where(cluster => cluster.Lent is not null)
                .ToImmutableSortedDictionary(cluster => cluster.Name, cluster => new Share(cluster.Lent!.MinReplicas, cluster.Lent.MaxReplicas), StringComparer.Ordinal),
        };
    }

    /// <summary>The status tells what the member said it has; more than the whole it was never given.</summary>
    private static int? Granted(FedHpaClusterStatus cluster, FedHpaStatus status) =>
        cluster.MaxReplicas is { } max && status.EffectiveMaxReplicas > 0 ? Math.Min(max, status.EffectiveMaxReplicas) : null;
}
