using System.Collections.Immutable;
using FedScaler.Api.Placement;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Capacity;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;

/// <summary>
/// Reads the placement that a policy gave to a binding: which clusters take part, and how replicas are divided. What cannot be
/// honoured is refused as a whole, with the field and the mend. Pure.
/// </summary>
internal static class PlacementReader
{
    public const string Unsupported = "PlacementNotSupported";
    private const string Field = "spec.placement";

    public static PlacementReading Read(BindingRecord binding, IReadOnlyList<PlacementCluster> clusters)
    {
        var placement = binding.Placement ?? new PlacementFields();
        var policy = binding.Policy ?? $"ResourceBinding {binding.Key}";
        var spreads = (placement.SpreadConstraints ?? []).Select(static (fields, i) => new SpreadRule(fields, i)).ToList();
        var affinity = placement.ClusterAffinity ?? placement.ClusterAffinities?.FirstOrDefault();
        var excluded = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var admitted = new List<PlacementCluster>();
        foreach (var cluster in clusters)
        {
            if (Exclude(cluster, binding, placement, affinity, spreads, policy) is { } why) excluded[cluster.Name] = why;
            else admitted.Add(cluster);
        }

        var refusal = RefuseAffinities(placement, policy) ?? RefuseDivision(placement.ReplicaScheduling, policy)
            ?? spreads.Select(spread => spread.Refuses(admitted, policy)).FirstOrDefault(static text => text is not null);
        return new PlacementReading(
            refusal is null ? null : new FleetConflict(Unsupported, refusal), excluded.ToImmutable(), Preferences(placement.ReplicaScheduling, clusters), Split(placement.ReplicaScheduling));
    }

    private static string? Exclude(
        PlacementCluster cluster, BindingRecord binding, PlacementFields placement, ClusterAffinityFields? affinity, List<SpreadRule> spreads, string policy)
    {
        if (cluster.IsDeleting) return $"Cluster {cluster.Name} is being deleted";
        if (affinity is not null && ClusterFilter.Rejects(affinity, cluster) is { } field) return $"{Field}.clusterAffinity.{field} of {policy} leaves it out";
        foreach (var spread in spreads)
            if (spread.Rejects(cluster) is { } lacking) return lacking;
        // Where it is scheduled already, a taint is the taint manager's business (karmada's plugin TaintToleration).
        if (binding.Clusters.Any(bound => bound.Name == cluster.Name)) return null;
        var tolerations = (placement.ClusterTolerations ?? []).ConvertAll(PodSpecReading.ReadToleration);
        foreach (var taint in cluster.Taints)
        {
            if (taint.Effect is not ("NoSchedule" or "NoExecute")) continue;
            var read = new Taint(taint.Key, taint.Value, PodSpecReading.ParseEffect(taint.Effect));
            if (!tolerations.Exists(toleration => toleration.Tolerates(read)))
                return $"it has taint {taint.Key}={taint.Value}:{taint.Effect}, which {Field}.clusterTolerations of {policy} does not tolerate";
        }

        return null;
    }

    private static string? RefuseAffinities(PlacementFields placement, string policy) => placement.ClusterAffinities is { Count: > 1 } groups
        ? $"{Field}.clusterAffinities of {policy} has {groups.Count} groups, of which one at a time would be used: put the clusters of all of them into one clusterAffinity, and use spec.split.strategy Priority of a FedHPA for the order"
        : null;

    private static string? RefuseDivision(ReplicaSchedulingFields? scheduling, string policy) => scheduling switch
    {
        null => $"{Field}.replicaScheduling of {policy} is not set, which duplicates the replicas in every cluster: set replicaSchedulingType: Divided, replicaDivisionPreference: Weighted",
        { ReplicaSchedulingType: "Duplicated" } =>
            $"{Field}.replicaScheduling.replicaSchedulingType of {policy} is Duplicated, and a count that is the same in every cluster cannot be divided: set Divided, and replicaDivisionPreference: Weighted",
        { ReplicaDivisionPreference: not ("Weighted" or "Aggregated") } =>
            $"{Field}.replicaScheduling.replicaDivisionPreference of {policy} is not set: set Weighted or Aggregated",
        _ => null,
    };

    /// <summary>Karmada weighs each cluster by the greatest weight among the entries that select it, and leaves out those that none selects.</summary>
    private static PlacementSpec Preferences(ReplicaSchedulingFields? scheduling, IReadOnlyList<PlacementCluster> clusters)
    {
        if (!IsStatic(scheduling) || scheduling!.WeightPreference?.StaticWeightList is not { Count: > 0 } weights) return new PlacementSpec();
        var weighed = clusters.Select(cluster => new ClusterPreference
        {
            Name = cluster.Name,
            Weight = (int)Math.Clamp(weights.Where(entry => ClusterFilter.Rejects(entry.TargetCluster ?? new(), cluster) is null).Select(static entry => entry.Weight).DefaultIfEmpty(0).Max(), 0, 1_000_000),
        }).ToList();
        return weighed.TrueForAll(static preference => preference.Weight == 0)
            ? new PlacementSpec()
            : new PlacementSpec { Clusters = [.. weighed.Select(static preference => preference.Weight > 0 ? preference : preference with { MaxReplicas = 0 })] };
    }

    /// <summary>Aggregated is as few clusters as hold the count, and so is a spread that opens members when they are needed.</summary>
    private static SplitSpec Split(ReplicaSchedulingFields? scheduling) => scheduling?.ReplicaDivisionPreference == "Aggregated"
        ? new SplitSpec { Strategy = SplitStrategy.FreeCapacity, Spread = SpreadPolicy.WhenNeeded }
        : new SplitSpec { Strategy = IsStatic(scheduling) ? SplitStrategy.Weighted : SplitStrategy.FreeCapacity };

    private static bool IsStatic(ReplicaSchedulingFields? scheduling) =>
        scheduling is { ReplicaDivisionPreference: "Weighted" } && string.IsNullOrEmpty(scheduling.WeightPreference?.DynamicWeight);
}
