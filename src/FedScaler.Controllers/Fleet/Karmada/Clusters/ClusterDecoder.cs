using System.Collections.Immutable;
using System.Text.Json;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Core.Capacity;
using FedScaler.Core.Quantities;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>Reads a Cluster down to what the fleet needs; its resource models and enabled APIs take most of its text.</summary>
internal sealed class ClusterDecoder : JsonDecoder<ClusterRecord>
{
    public override ClusterRecord Read(ref Utf8JsonReader reader)
    {
        var cluster = JsonSerializer.Deserialize(ref reader, KarmadaJson.Default.ClusterFields) ?? throw new JsonException("null where a Cluster belongs");
        var (meta, spec, status) = (cluster.Metadata ?? new(), cluster.Spec ?? new(), cluster.Status ?? new());
        return new ClusterRecord(ReadPlacement(meta, spec), meta.Uid, meta.ResourceVersion)
        {
            Paused = ClusterMarks.IsPaused(meta.Labels, meta.Annotations),
            ClusterUid = NullIfEmpty(spec.Id),
            ApiEndpoint = NullIfEmpty(spec.ApiEndpoint),
            Ready = ReadReadiness(status.Conditions),
            StatusTime = meta.ManagedFields?.Where(static writer => writer.Subresource == "status").Max(static writer => writer.Time),
            Allocatable = status.ResourceSummary?.Allocatable is { } allocatable ? ReadAmounts(allocatable) : null,
            Taken = ReadAmounts([.. status.ResourceSummary?.Allocated ?? [], .. status.ResourceSummary?.Allocating ?? []]),
        };
    }

    private static PlacementCluster ReadPlacement(ClusterMetaFields meta, ClusterSpecFields spec) => new(meta.Name)
    {
        Labels = meta.Labels?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
        Taints = [.. (spec.Taints ?? []).Select(static taint => new ClusterTaint(taint.Key ?? "", taint.Value ?? "", taint.Effect ?? ""))],
        Provider = NullIfEmpty(spec.Provider),
        Region = NullIfEmpty(spec.Region),
        // spec.zone is what spec.zones took the place of.
        Zones = spec.Zones is { Count: > 0 } zones ? [.. zones] : spec.Zone is { Length: > 0 } zone ? [zone] : [],
        IsDeleting = meta.DeletionTimestamp is not null,
    };

    private static string? NullIfEmpty(string? text) => text is { Length: > 0 } ? text : null;

    private static ClusterReadiness? ReadReadiness(List<ConditionFields>? conditions) =>
        conditions?.Find(static condition => condition.Type == "Ready") is { } ready
            ? new ClusterReadiness(ready.Status == "True", ready.Reason ?? "", ready.Message ?? "", ready.LastTransitionTime)
            : null;

    /// <summary>The same resource may be named twice: amounts are added up.</summary>
    private static ResourceVector ReadAmounts(IEnumerable<KeyValuePair<string, string>> amounts) => ResourceVector.From(
        amounts.GroupBy(static amount => amount.Key, static amount => ReadQuantity(amount.Value), StringComparer.Ordinal)
            .Select(static group => KeyValuePair.Create(group.Key, group.Aggregate(static (sum, more) => sum + more))));

    // What cannot be read offers nothing: no pod is counted on it that may not fit.
    private static Quantity ReadQuantity(string text) => Quantity.TryParse(text, out var quantity) ? quantity : Quantity.Zero;
}
