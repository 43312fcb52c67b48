using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Bindings;

/// <summary>Writes a binding's spec and status where they say something new. Each returns the binding as it then stands: the same object when there was nothing to write.</summary>
internal sealed class BindingWriter(IKubeClient hub)
{
    /// <summary>Owns clusters of every binding, and replicas while the members lead.</summary>
    public const string FieldManager = "fedscaler-bindings";

    private static readonly JsonDecoder<ReplicaBinding> Decoder = JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding);

    /// <summary>Lets the whole spec, replicas included, say what the members run.</summary>
    /// <param name="before">The binding as it stands; null where there is none yet.</param>
    public async Task<ReplicaBinding> FollowAsync(ObjectKey key, TargetRef target, BindingObservation seen, ReplicaBinding? before, CancellationToken cancellationToken)
    {
        if (before is not null && SameSpec(before.Spec, seen)) return before;
        var spec = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["name"] = target.Name },
            ["replicas"] = seen.Replicas,
            ["clusters"] = Clusters(seen.Rows.Select(static row => (row.Member, row.Replicas))),
        };
        return before is not null && HasOthers(before, seen)
            ? await MergeAsync(before, spec, cancellationToken)
            // Forced: while a FedHPA leads, the binding says what runs, whoever scaled it.
            : await ApplyAsync(key, before?.Metadata, "spec", spec, new WriteOptions(FieldManager, Force: true), cancellationToken);
    }

    /// <summary>
    /// Puts down what each member is to run. By a merge, never by an apply: an apply without replicas would take the count
    /// away where we own it from the time when a FedHPA led.
    /// </summary>
    /// <param name="replicas">Null: the count stays the user's.</param>
    public async Task<ReplicaBinding> AssignAsync(
        ReplicaBinding binding, IReadOnlyList<(string Member, int Replicas)> clusters, int? replicas, CancellationToken cancellationToken)
    {
        if (replicas is null && binding.Spec.Clusters.Select(static cluster => (cluster.Name, cluster.Replicas)).SequenceEqual(clusters)) return binding;
        var spec = new JsonObject { ["clusters"] = Clusters(clusters) };
        if (replicas is { } count) spec["replicas"] = count;
        return await MergeAsync(binding, spec, cancellationToken);
    }

    public async Task<ReplicaBinding> WriteStatusAsync(ReplicaBinding binding, ReplicaBindingStatus status, CancellationToken cancellationToken)
    {
        // Who leads by now is not worth a write.
        status = status with { Epoch = binding.Status?.Epoch };
        if (HubJson.Same(binding.Status, status, ApiJson.Default.ReplicaBindingStatus)) return binding;
        var value = JsonSerializer.SerializeToNode(status, ApiJson.Default.ReplicaBindingStatus);
        return await ApplyAsync(
            binding.Metadata.Key, binding.Metadata, "status", value, new WriteOptions(FieldManager, Force: true, Subresource: "status"), cancellationToken);
    }

    private static JsonArray Clusters(IEnumerable<(string Member, int Replicas)> rows) =>
        new([.. rows.Select(static row => new JsonObject { ["name"] = row.Member, ["replicas"] = row.Replicas })]);

    /// <summary>A cluster that is not there any more, or that somebody else put in: an apply would leave it in while another manager owns it.</summary>
    private static bool HasOthers(ReplicaBinding before, BindingObservation seen) =>
        before.Spec.Clusters.Any(cluster => seen.Rows.All(row => row.Member != cluster.Name));

    /// <summary>A merge patch replaces whole lists; guarded, as it goes over what others wrote.</summary>
    private Task<ReplicaBinding> MergeAsync(ReplicaBinding before, JsonObject spec, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = before.Metadata.ResourceVersion }, ["spec"] = spec };
        return hub.PatchAsync(
            ApiResources.ReplicaBindings, before.Metadata.Key, PatchKind.Merge, RequestBody.From(body), new WriteOptions(FieldManager), Decoder, cancellationToken);
    }

    private Task<ReplicaBinding> ApplyAsync(ObjectKey key, ObjectMeta? from, string field, JsonNode? value, WriteOptions options, CancellationToken cancellationToken) =>
        hub.PatchAsync(
            ApiResources.ReplicaBindings, key, PatchKind.Apply, HubJson.Apply(ApiResources.ReplicaBindings, key, field, value, from), options, Decoder, cancellationToken);

    private static bool SameSpec(ReplicaBindingSpec spec, BindingObservation seen) =>
        spec.Replicas == seen.Replicas
        && spec.Clusters.Select(static cluster => (cluster.Name, cluster.Replicas)).SequenceEqual(seen.Rows.Select(static row => (row.Member, row.Replicas)));
}
