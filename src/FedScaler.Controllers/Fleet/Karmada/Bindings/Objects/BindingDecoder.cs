using System.Collections.Immutable;
using System.Text.Json;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>Reads a ResourceBinding down to what scheduling it takes.</summary>
internal sealed class BindingDecoder : JsonDecoder<BindingRecord>
{
    public override BindingRecord Read(ref Utf8JsonReader reader)
    {
        var binding = JsonSerializer.Deserialize(ref reader, BindingJson.Default.BindingFields) ?? throw new JsonException("null where a ResourceBinding belongs");
        var meta = binding.Metadata ?? new ObjectMeta();
        var spec = binding.Spec ?? new BindingSpecFields();
        var resource = spec.Resource ?? new ObjectReferenceFields();
        var target = new TargetRef(resource.Namespace ?? meta.Namespace ?? "", resource.ApiVersion, resource.Kind, resource.Name);
        var mark = meta.Annotations?.GetValueOrDefault(BindingMarks.Status);
        return new BindingRecord(meta.Key, meta.Uid ?? "", meta.ResourceVersion ?? "", meta.Generation ?? 0, target)
        {
            IsDeleting = meta.IsDeleting,
            SchedulerName = spec.SchedulerName ?? "",
            Policy = PolicyOf(meta),
            Replicas = Math.Max(0, spec.Replicas ?? 0),
            Clusters = [.. (spec.Clusters ?? []).Select(static cluster => new ClusterReplicas { Name = cluster.Name, Replicas = Math.Max(0, cluster.Replicas ?? 0) })],
            Placement = spec.Placement,
            Evicting = (spec.GracefulEvictionTasks ?? []).DistinctBy(static task => task.FromCluster).ToImmutableDictionary(static task => task.FromCluster, static task => task.Reason ?? ""),
            IsSchedulingSuspended = spec.Suspension?.Scheduling == true,
            DispatchingSuspended = SuspendedWhereto(spec.Suspension),
            Status = mark is null ? null : ReadStatus(mark),
            HasStatusMark = mark is not null,
            Moved = MovedCount.Parse(meta.Annotations?.GetValueOrDefault(BindingMarks.Moved)),
            HasAppliedPlacement = meta.Annotations?.ContainsKey(KarmadaKeys.AppliedPlacement) == true,
            SchedulerObservedGeneration = binding.Status?.SchedulerObservedGeneration ?? 0,
            Conditions = [.. (binding.Status?.Conditions ?? []).Select(static condition => condition.GetRawText())],
            Reported = (binding.Status?.AggregatedStatus ?? []).DistinctBy(static item => item.ClusterName)
                .ToImmutableDictionary(static item => item.ClusterName, static item => new ReportedReplicas(Count(item.Status, "replicas"), Count(item.Status, "readyReplicas"))),
        };
    }

    /// <summary>By the labels that a policy claims an object with; its name stands in annotations.</summary>
    private static string? PolicyOf(ObjectMeta meta)
    {
        string? Annotation(string name) => meta.Annotations?.GetValueOrDefault(name);
        if (meta.Labels?.ContainsKey(KarmadaKeys.PolicyId) == true)
            return $"PropagationPolicy {Annotation(KarmadaKeys.PolicyNamespace)}/{Annotation(KarmadaKeys.PolicyName)}";
        return meta.Labels?.ContainsKey(KarmadaKeys.ClusterPolicyId) == true ? $"ClusterPropagationPolicy {Annotation(KarmadaKeys.ClusterPolicyName)}" : null;
    }

    private static string? SuspendedWhereto(SuspensionFields? suspension) => suspension switch
    {
        { Dispatching: true } => "any cluster",
        { DispatchingOnClusters.ClusterNames: { Count: > 0 } names } => string.Join(", ", names),
        _ => null,
    };

    /// <summary>Somebody may have edited it: what cannot be read is written anew.</summary>
    private static ReplicaBindingStatus? ReadStatus(string mark)
    {
        try
        {
            return JsonSerializer.Deserialize(mark, ApiJson.Default.ReplicaBindingStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Count(JsonElement? status, string name) =>
        status is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var value) && value.TryGetInt32(out var count) ? Math.Max(0, count) : 0;
}
