using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>Single writes to a ResourceBinding and to its template: merges of what is ours alone, each guarded by the version that was looked at.</summary>
internal sealed class BindingWrites(IKubeClient hub)
{
    /// <summary>Owns a binding's clusters and replicas, and what is ours of the template.</summary>
    public const string FieldManager = "fedscaler-bindings";

    private static readonly JsonDecoder<BindingRecord> Bindings = new BindingDecoder();
    private static readonly JsonDecoder<TemplateRecord> Templates = new TemplateDecoder();

    public Task<BindingRecord> GetBindingAsync(ObjectKey key, CancellationToken cancellationToken) =>
        hub.GetAsync(KarmadaResources.ResourceBindings, key, Bindings, cancellationToken);

    public Task<TemplateRecord> GetTemplateAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        hub.GetAsync(type, key, Templates, cancellationToken);

    /// <summary>Replicas and clusters in one: Σ clusters is replicas at every version of the binding that is ours.</summary>
    /// <param name="moved">The user's count, where it moves with them; null where it stands.</param>
    /// <param name="takesOver">Takes away by what Karmada's own scheduler has scheduled it.</param>
    public Task<BindingRecord> AssignAsync(
        BindingRecord binding, ImmutableArray<ClusterReplicas> clusters, int replicas, MovedCount? moved, bool takesOver, WriteOptions options, CancellationToken cancellationToken)
    {
        var annotations = new JsonObject();
        if (takesOver) annotations[KarmadaKeys.AppliedPlacement] = null;
        if (binding.Moved != moved) annotations[BindingMarks.Moved] = moved?.ToString();
        var metadata = new JsonObject { ["resourceVersion"] = binding.ResourceVersion };
        if (annotations.Count > 0) metadata["annotations"] = annotations;
        var spec = new JsonObject
        {
            ["replicas"] = replicas,
            ["clusters"] = new JsonArray([.. clusters.Select(static cluster => new JsonObject { ["name"] = cluster.Name, ["replicas"] = cluster.Replicas })]),
        };
        return PatchAsync(binding, new JsonObject { ["metadata"] = metadata, ["spec"] = spec }, options, cancellationToken);
    }

    /// <param name="status">Our own, as JSON; null takes it away.</param>
    public Task<BindingRecord> MarkStatusAsync(BindingRecord binding, string? status, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["resourceVersion"] = binding.ResourceVersion, ["annotations"] = new JsonObject { [BindingMarks.Status] = status } };
        return PatchAsync(binding, new JsonObject { ["metadata"] = metadata }, new WriteOptions(FieldManager), cancellationToken);
    }

    /// <summary>Fields of the status that are a scheduler's; conditions are an atomic list there, of which the guard makes a safe whole.</summary>
    public Task<BindingRecord> PatchStatusAsync(BindingRecord binding, JsonObject status, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = binding.ResourceVersion }, ["status"] = status };
        return PatchAsync(binding, body, new WriteOptions(FieldManager, Subresource: "status"), cancellationToken);
    }

    /// <summary>The label by which members keep their own counts, and what it was before, so that it can be put back.</summary>
    public Task<TemplateRecord> RetainAsync(ResourceType type, TemplateRecord template, CancellationToken cancellationToken) =>
        PatchAsync(type, template, Labels("true"), Annotations((BindingMarks.Retained, template.RetainedFrom ?? template.Retain ?? "")), null, new WriteOptions(FieldManager), cancellationToken);

    /// <summary>The label as it was before it was ours.</summary>
    public Task<TemplateRecord> ReleaseAsync(ResourceType type, TemplateRecord template, CancellationToken cancellationToken) =>
        PatchAsync(
            type, template, Labels(template.RetainedFrom is { Length: > 0 } before ? before : null), Annotations((BindingMarks.Retained, null), (BindingMarks.Count, null)), null,
            new WriteOptions(FieldManager), cancellationToken);

    /// <param name="mark">Null where the count is the user's own.</param>
    public Task<TemplateRecord> CountAsync(ResourceType type, TemplateRecord template, int replicas, CountMark? mark, WriteOptions options, CancellationToken cancellationToken)
    {
        var annotations = mark is null && !template.HasMark ? null : Annotations((BindingMarks.Count, mark?.ToString()));
        return PatchAsync(type, template, null, annotations, replicas, options, cancellationToken);
    }

    private static JsonObject Labels(string? retain) => new() { [KarmadaKeys.RetainReplicas] = retain };

    private static JsonObject Annotations(params (string Name, string? Value)[] annotations)
    {
        var all = new JsonObject();
        foreach (var (name, value) in annotations) all[name] = value;
        return all;
    }

    private Task<BindingRecord> PatchAsync(BindingRecord binding, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        hub.PatchAsync(KarmadaResources.ResourceBindings, binding.Key, PatchKind.Merge, RequestBody.From(body), options, Bindings, cancellationToken);

    private Task<TemplateRecord> PatchAsync(
        ResourceType type, TemplateRecord template, JsonObject? labels, JsonObject? annotations, int? replicas, WriteOptions options, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["resourceVersion"] = template.ResourceVersion };
        if (labels is not null) metadata["labels"] = labels;
        if (annotations is not null) metadata["annotations"] = annotations;
        var body = new JsonObject { ["metadata"] = metadata };
        if (replicas is { } count) body["spec"] = new JsonObject { ["replicas"] = count };
        return hub.PatchAsync(type, template.Key, PatchKind.Merge, RequestBody.From(body), options, Templates, cancellationToken);
    }
}
