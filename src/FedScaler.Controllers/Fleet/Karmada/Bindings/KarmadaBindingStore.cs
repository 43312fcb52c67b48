using System.Collections.Immutable;
using System.Text.Json;
using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>
/// Bindings as ResourceBindings of Karmada whose policy names us as their scheduler. Each is written before the workload on the
/// hub, whose count Karmada's detector copies into it: it finds there what stands in the binding already. Where we stop
/// between the two, the next look writes the rest.
/// </summary>
/// <param name="isPaused">Whether the target's FedHPA is paused: somebody may be about to hand the binding to Karmada's scheduler, and what it is to find there is left.</param>
internal sealed class KarmadaBindingStore(IKubeClient hub, BindingViews views, IPlacementClusters clusters, Func<TargetRef, bool> isPaused, TimeProvider time) : IBindingStore
{
    private static readonly WriteOptions Options = new(BindingWrites.FieldManager);

    private readonly BindingWrites _writes = new(hub);

    /// <inheritdoc/>
    public IObjectCache<ReplicaBinding> Cache => views;

    /// <inheritdoc/>
    public BindingWords Words { get; } = new(
        KarmadaResources.ResourceBindings.Kind, KarmadaResources.Clusters.Kind, "the count that the user set on the workload on the hub",
        "the policy's spec.placement admits no Cluster: mend it, or label or join one");

    /// <inheritdoc/>
    public ObjectKey KeyOf(TargetRef target) => KarmadaBindingName.Of(target);

    /// <inheritdoc/>
    public BindingReference Resolve(string? ns, ScaleTargetRef reference) => reference.Group == ApiResources.Group
        ? new BindingReference(null, "on a Karmada control plane, name the FedHPA in spec.scaleTargetRef, or the workload itself, such as the apps/v1 Deployment")
        : new BindingReference(KeyOf(TargetRef.Of(ns, reference)), null);

    /// <inheritdoc/>
    public ScaleTargetRef ReferenceTo(ReplicaBinding binding) => binding.Spec.ScaleTargetRef;

    /// <inheritdoc/>
    public string ScaleCommand(ReplicaBinding binding) => $"kubectl scale {binding.Spec.ScaleTargetRef.Kind}/{binding.Spec.ScaleTargetRef.Name} on the hub";

    /// <inheritdoc/>
    public EventTarget ObjectOf(ReplicaBinding binding) =>
        new(KarmadaResources.ResourceBindings.ApiVersion, KarmadaResources.ResourceBindings.Kind, binding.Metadata.Namespace, binding.Metadata.Name, binding.Metadata.Uid);

    /// <inheritdoc/>
    public async Task<ReplicaBinding?> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var binding = await _writes.GetBindingAsync(key, cancellationToken);
            if (!binding.IsOurs || views.TypeOf(binding.Target) is not { } type) return null;
            var template = await _writes.GetTemplateAsync(type, new ObjectKey(binding.Target.Namespace, binding.Target.Name), cancellationToken);
            return views.Put(binding, template);
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
        if (before is not KarmadaBinding binding) return null;
        var counts = ClusterCounts.Of(binding.Binding, members, Admits(binding), Exists, follows: true);
        return await WriteAsync(binding, counts, userCount: null, Options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ReplicaBinding> AssignAsync(
        ReplicaBinding binding, IReadOnlyList<MemberCount> members, int? replicas, bool isScheduled, CancellationToken cancellationToken)
    {
        var karmada = (KarmadaBinding)binding;
        var counts = ClusterCounts.Of(karmada.Binding, members, Admits(karmada), Exists, follows: false);
        return await WriteAsync(karmada, counts, replicas ?? karmada.Spec.Replicas, Options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ReplicaBinding> WriteStatusAsync(ReplicaBinding binding, ReplicaBindingStatus status, CancellationToken cancellationToken)
    {
        var karmada = (KarmadaBinding)binding;
        var record = karmada.Binding;
        status = BindingNotes.With(status, record, time.GetUtcNow());
        if (!HubJson.Same(record.Status, status, ApiJson.Default.ReplicaBindingStatus))
            record = await _writes.MarkStatusAsync(record, JsonSerializer.Serialize(status, ApiJson.Default.ReplicaBindingStatus), cancellationToken);
        if (ScheduledCondition.Patch(record, status, time.GetUtcNow()) is { } patch) record = await _writes.PatchStatusAsync(record, patch, cancellationToken);
        return ReferenceEquals(record, karmada.Binding) ? binding : views.Put(record, karmada.Template);
    }

    /// <inheritdoc/>
    public async Task SetReplicasAsync(
        ObjectKey key, int replicas, IReadOnlyDictionary<string, int> takenOut, string resourceVersion, WriteOptions options, CancellationToken cancellationToken)
    {
        if (await ReadAsync(key, cancellationToken) is not KarmadaBinding binding || binding.Metadata.ResourceVersion != resourceVersion)
            throw new KubeApiException(new KubeStatus(409, "Conflict", $"ResourceBinding {key}, or its workload, has changed since", []));
        ImmutableArray<ClusterReplicas> counts =
            [.. binding.Binding.Clusters.Select(cluster => cluster with { Replicas = Math.Max(0, cluster.Replicas - takenOut.GetValueOrDefault(cluster.Name)) })];
        await WriteAsync(binding, counts, replicas, options, cancellationToken);
    }

    private static Func<string, bool> Admits(KarmadaBinding binding) => cluster => !binding.Policy.Excluded.ContainsKey(cluster);

    private bool Exists(string cluster) => clusters.Find(cluster) is not null;

    /// <param name="userCount">What the user asks for; null while a FedHPA leads, and nobody does.</param>
    private async Task<KarmadaBinding> WriteAsync(
        KarmadaBinding before, ImmutableArray<ClusterReplicas> counts, int? userCount, WriteOptions options, CancellationToken cancellationToken)
    {
        var (binding, template) = (before.Binding, before.Template);
        if (views.TypeOf(binding.Target) is not { } type) throw new HttpRequestException($"how the hub serves {binding.Target.Kind} is not known");
        // Before any member's count leaves what a Work says: from then on Karmada would put it back.
        if (!template.IsRetained) template = await _writes.RetainAsync(type, template, cancellationToken);
        var sum = counts.SumCapped(static cluster => cluster.Replicas);
        MovedCount? moved = userCount is { } now && now != template.UserCount ? new MovedCount(now, template.Generation) : null;
        var takesOver = binding.HasAppliedPlacement && !isPaused(binding.Target);
        if (binding.Replicas != sum || !binding.Clusters.SequenceEqual(counts) || takesOver)
            binding = await _writes.AssignAsync(binding, counts, sum, moved, takesOver, options, cancellationToken);
        CountMark? mark = userCount is { } asked && asked != sum ? new CountMark(asked, sum) : null;
        if (template.Replicas != sum || template.Mark != mark || (template.HasMark && mark is null))
            template = await _writes.CountAsync(type, template, sum, mark, options, cancellationToken);
        return ReferenceEquals(binding, before.Binding) && ReferenceEquals(template, before.Template) ? before : views.Put(binding, template);
    }
}
