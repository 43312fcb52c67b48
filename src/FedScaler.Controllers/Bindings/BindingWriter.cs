using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Bindings;

/// <summary>Writes a binding's spec and status where they say something new.</summary>
internal sealed class BindingWriter(IKubeClient hub, TimeProvider time)
{
    /// <summary>Owns replicas and clusters of a binding while a FedHPA leads.</summary>
    public const string FieldManager = "fedscaler-bindings";

    private static readonly JsonDecoder<ReplicaBinding> Decoder = JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding);

    /// <summary>Returns the binding as it then stands: the same object when there was nothing to write.</summary>
    public async Task<ReplicaBinding> WriteAsync(TargetRef target, BindingObservation seen, ReplicaBinding? before, CancellationToken cancellationToken)
    {
        var binding = before is not null && SameSpec(before.Spec, seen) ? before : await WriteSpecAsync(target, seen, before, cancellationToken);
        var status = Status(binding, seen);
        return SameStatus(binding.Status, status) ? binding : await WriteStatusAsync(binding, status, cancellationToken);
    }

    private Task<ReplicaBinding> WriteSpecAsync(TargetRef target, BindingObservation seen, ReplicaBinding? before, CancellationToken cancellationToken)
    {
        var name = BindingName.Of(target);
        var body = before is not null && HasOthers(before, seen) ? Replacement(before) : Body(target.Namespace, name);
        body["spec"] = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["name"] = target.Name },
            ["replicas"] = Total(seen, static row => row.Replicas),
            ["clusters"] = new JsonArray([.. seen.Rows.Select(static row => new JsonObject { ["name"] = row.Member, ["replicas"] = row.Replicas })]),
        };
        // Forced: while a FedHPA leads, the binding says what runs, whoever scaled it.
        return body.ContainsKey("kind")
            ? PatchAsync(target.Namespace, name, body, new WriteOptions(FieldManager, Force: true), cancellationToken)
            : hub.PatchAsync(
                ApiResources.ReplicaBindings, new ObjectKey(target.Namespace, name), PatchKind.Merge, RequestBody.From(body), new WriteOptions(FieldManager), Decoder, cancellationToken);
    }

    /// <summary>A cluster that is not there any more, or that somebody else put in: an apply would leave it in while another manager owns it.</summary>
    private static bool HasOthers(ReplicaBinding before, BindingObservation seen) =>
        before.Spec.Clusters.Any(cluster => seen.Rows.All(row => row.Member != cluster.Name));

    /// <summary>A merge patch replaces the whole list; guarded, as it goes over what others wrote.</summary>
    private static JsonObject Replacement(ReplicaBinding before) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = before.Metadata.ResourceVersion },
    };

    private Task<ReplicaBinding> WriteStatusAsync(ReplicaBinding binding, ReplicaBindingStatus status, CancellationToken cancellationToken)
    {
        var body = Body(binding.Metadata.Namespace!, binding.Metadata.Name);
        body["status"] = JsonSerializer.SerializeToNode(status, ApiJson.Default.ReplicaBindingStatus);
        return PatchAsync(
            binding.Metadata.Namespace!, binding.Metadata.Name, body, new WriteOptions(FieldManager, Force: true, Subresource: "status"), cancellationToken);
    }

    private Task<ReplicaBinding> PatchAsync(string ns, string name, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        hub.PatchAsync(ApiResources.ReplicaBindings, new ObjectKey(ns, name), PatchKind.Apply, RequestBody.From(body), options, Decoder, cancellationToken);

    private static JsonObject Body(string ns, string name) => new()
    {
        ["apiVersion"] = ApiResources.ApiVersion,
        ["kind"] = ApiResources.ReplicaBindings.Kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
    };

    private static int Total(BindingObservation seen, Func<BindingRow, int> count) => (int)Math.Min(int.MaxValue, seen.Rows.Sum(row => (long)count(row)));

    private static bool SameSpec(ReplicaBindingSpec spec, BindingObservation seen) =>
        spec.Replicas == Total(seen, static row => row.Replicas)
        && spec.Clusters.Select(static cluster => (cluster.Name, cluster.Replicas)).SequenceEqual(seen.Rows.Select(static row => (row.Member, row.Replicas)));

    private ReplicaBindingStatus Status(ReplicaBinding binding, BindingObservation seen) => new()
    {
        ObservedGeneration = binding.Metadata.Generation ?? 0,
        Replicas = Total(seen, static row => row.Replicas),
        ReadyReplicas = Total(seen, static row => row.Ready),
        Selector = seen.Selector,
        Clusters = [.. seen.Rows.Select(static row => new ClusterReplicasStatus { Name = row.Member, Replicas = row.Replicas, ReadyReplicas = row.Ready })],
        Conditions =
        [
            new Condition
            {
                Type = "Ready", Status = Condition.True, Reason = "MembersLead", Message = "follows what the members run: a FedHPA scales the target",
                ObservedGeneration = binding.Metadata.Generation,
                LastTransitionTime = binding.Status?.Conditions.FirstOrDefault(static condition => condition.Type == "Ready")?.LastTransitionTime ?? time.GetUtcNow(),
            },
        ],
    };

    private static bool SameStatus(ReplicaBindingStatus? before, ReplicaBindingStatus after) =>
        before is not null && JsonSerializer.SerializeToUtf8Bytes(before, ApiJson.Default.ReplicaBindingStatus).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(after, ApiJson.Default.ReplicaBindingStatus));
}
