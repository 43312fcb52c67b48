using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Direct.Bindings;

/// <summary>Bindings as ReplicaBindings on the hub.</summary>
public sealed class ReplicaBindingStore(IKubeClient hub, IObjectCache<ReplicaBinding> cache) : IBindingStore
{
    /// <summary>Owns clusters of every binding, and replicas while the members lead.</summary>
    public const string FieldManager = "fedscaler-bindings";

    private static readonly JsonDecoder<ReplicaBinding> Decoder = JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding);

    /// <inheritdoc/>
    public IObjectCache<ReplicaBinding> Cache => cache;

    /// <inheritdoc/>
    public ObjectKey KeyOf(TargetRef target) => new(target.Namespace, BindingName.Of(target));

    /// <inheritdoc/>
    public EventTarget ObjectOf(ReplicaBinding binding) =>
        new(ApiResources.ApiVersion, ApiResources.ReplicaBindings.Kind, binding.Metadata.Namespace, binding.Metadata.Name, binding.Metadata.Uid);

    /// <inheritdoc/>
    public async Task<ReplicaBinding?> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await hub.GetAsync(ApiResources.ReplicaBindings, key, Decoder, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<ReplicaBinding?> FollowAsync(
        TargetRef target, IReadOnlyList<ClusterReplicas> clusters, ReplicaBinding? before, CancellationToken cancellationToken)
    {
        var replicas = clusters.SumCapped(static cluster => cluster.Replicas);
        if (before is not null && before.Spec.Replicas == replicas && before.Spec.Clusters.SequenceEqual(clusters)) return before;
        var spec = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["name"] = target.Name },
            ["replicas"] = replicas,
            ["clusters"] = ToJson(clusters),
        };
        return before is not null && HasOthers(before, clusters)
            ? await MergeAsync(before, spec, cancellationToken)
            // Forced: while a FedHPA leads, the binding says what runs, whoever scaled it.
            : await ApplyAsync(KeyOf(target), before?.Metadata, "spec", spec, new WriteOptions(FieldManager, Force: true), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// By a merge, never by an apply: an apply without replicas would take the count away where we own it from the time when a
    /// FedHPA led.
    /// </remarks>
    public async Task<ReplicaBinding> AssignAsync(
        ReplicaBinding binding, IReadOnlyList<ClusterReplicas> clusters, int? replicas, CancellationToken cancellationToken)
    {
        if (replicas is null && binding.Spec.Clusters.SequenceEqual(clusters)) return binding;
        var spec = new JsonObject { ["clusters"] = ToJson(clusters) };
        if (replicas is { } count) spec["replicas"] = count;
        return await MergeAsync(binding, spec, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ReplicaBinding> WriteStatusAsync(ReplicaBinding binding, ReplicaBindingStatus status, CancellationToken cancellationToken)
    {
        // Who leads by now is not worth a write.
        status = status with { Epoch = binding.Status?.Epoch };
        if (HubJson.Same(binding.Status, status, ApiJson.Default.ReplicaBindingStatus)) return binding;
        var value = JsonSerializer.SerializeToNode(status, ApiJson.Default.ReplicaBindingStatus);
        return await ApplyAsync(
            binding.Metadata.Key, binding.Metadata, "status", value, new WriteOptions(FieldManager, Force: true, Subresource: "status"), cancellationToken);
    }

    /// <inheritdoc/>
    public Task SetReplicasAsync(ObjectKey key, int replicas, string resourceVersion, WriteOptions options, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion }, ["spec"] = new JsonObject { ["replicas"] = replicas } };
        return hub.PatchAsync(ApiResources.ReplicaBindings, key, PatchKind.Merge, RequestBody.From(body), options, JsonDecoders.Nothing, cancellationToken);
    }

    private static JsonArray ToJson(IEnumerable<ClusterReplicas> clusters) =>
        new([.. clusters.Select(static cluster => new JsonObject { ["name"] = cluster.Name, ["replicas"] = cluster.Replicas })]);

    /// <summary>A cluster that is not there any more, or that somebody else put in: an apply would leave it in while another manager owns it.</summary>
    private static bool HasOthers(ReplicaBinding before, IReadOnlyList<ClusterReplicas> clusters) =>
        before.Spec.Clusters.Any(cluster => clusters.All(now => now.Name != cluster.Name));

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
}
