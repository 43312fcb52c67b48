using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Reads a Pod down to what capacity needs. One for each member, so that its shared values go when it goes.</summary>
internal sealed class PodDecoder : JsonDecoder<PodRecord>
{
    private readonly SharedValues<string> _names = new();
    private readonly SharedValues<PodShape> _shapes = new();

    public override PodRecord Read(ref Utf8JsonReader reader)
    {
        var pod = JsonSerializer.Deserialize(ref reader, FleetJson.Default.PodFields) ?? throw new JsonException("null where a Pod belongs");
        var meta = pod.Metadata ?? new MetaFields();
        var spec = pod.Spec ?? new PodSpecFields();
        return new PodRecord(_names.Share(meta.Namespace ?? ""), meta.Name, meta.Uid, meta.ResourceVersion)
        {
            Node = string.IsNullOrEmpty(spec.NodeName) ? null : _names.Share(spec.NodeName),
            Ended = pod.Status?.Phase is "Succeeded" or "Failed",
            Unschedulable = pod.Status?.Conditions?.Exists(
                static c => c is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" }) == true,
            Shape = _shapes.Share(new PodShape(meta.Labels ?? [], PodSpecReading.ReadRequests(spec))),
        };
    }
}
