using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Common;
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
    public BindingWords Words { get; } = new(
        ApiResources.ReplicaBindings.Kind, ApiResources.MemberClusters.Kind, "spec.replicas",
        "spec.placement.clusterSelector matches no MemberCluster: mend it, or label or create one");

    /// <inheritdoc/>
    public BindingReference Resolve(string? ns, ScaleTargetRef reference) =>
        reference.Group == ApiResources.Group
            ? new BindingReference(new ObjectKey(ns, reference.Name), null)
            : new BindingReference(null, $"name the FedHPA over it in spec.scaleTargetRef, or ReplicaBinding {KeyOf(TargetRef.Of(ns, reference)).Name}");

    /// <inheritdoc/>
    public ScaleTargetRef ReferenceTo(ReplicaBinding binding) =>
        new() { ApiVersion = ApiResources.ApiVersion, Kind = ApiResources.ReplicaBindings.Kind, Name = binding.Metadata.Name };

    /// <inheritdoc/>
    public string ScaleCommand(ReplicaBinding binding) => $"kubectl scale rb/{binding.Metadata.Name}";

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
        TargetRef target, IReadOnlyList<MemberCount> members, ReplicaBinding? before, CancellationToken cancellationToken)
    {
        ClusterReplicas[] clusters =
            [.. members.Where(static member => member is { IsSelected: true, Runs: not null }).Select(static member => new ClusterReplicas { Name = member.Name, Replicas = member.Runs!.Value })];
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
    /// FedHPA led. While a rule holds, the spec is the user's, and what members may run stands in the status alone.
    /// </remarks>
    public async Task<ReplicaBinding> AssignAsync(
        ReplicaBinding binding, IReadOnlyList<MemberCount> members, int? replicas, bool isScheduled, CancellationToken cancellationToken)
    {
        if (isScheduled) return binding;
        ClusterReplicas[] clusters =
            [.. members.Where(static member => member.Assigned is not null).Select(static member => new ClusterReplicas { Name = member.Name, Replicas = member.Assigned!.Value })];
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
    public Task SetReplicasAsync(
        ObjectKey key, int replicas, IReadOnlyDictionary<string, int> takenOut, string resourceVersion, WriteOptions options, CancellationToken cancellationToken)
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
