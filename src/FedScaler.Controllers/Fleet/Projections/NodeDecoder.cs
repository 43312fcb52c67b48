using System.Text.Json;
using FedScaler.Core.Capacity;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Reads a Node down to what capacity needs.</summary>
internal sealed class NodeDecoder : JsonDecoder<NodeRecord>
{
    public override NodeRecord Read(ref Utf8JsonReader reader)
    {
        var node = JsonSerializer.Deserialize(ref reader, FleetJson.Default.NodeFields) ?? throw new JsonException("null where a Node belongs");
        var meta = node.Metadata ?? new MetaFields();
        var capacity = new NodeCapacity(meta.Name)
        {
            Labels = meta.Labels ?? [],
            Taints = [.. (node.Spec?.Taints ?? []).Select(PodSpecReading.ReadTaint)],
            Ready = node.Status?.Conditions?.Exists(static c => c is { Type: "Ready", Status: "True" }) == true,
            Schedulable = node.Spec?.Unschedulable != true,
            Allocatable = ResourceVector.From(node.Status?.Allocatable ?? []),
        };
        return new NodeRecord(capacity, meta.Uid, meta.ResourceVersion);
    }
}
