using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Status.Kinds;

/// <summary>A ResourceBinding of Karmada as a binding. What the service says of it is in an annotation there.</summary>
internal sealed class KarmadaBindingDecoder : JsonDecoder<ReplicaBinding>
{
    public override ReplicaBinding Read(ref Utf8JsonReader reader)
    {
        var binding = JsonDecoders.Object.Read(ref reader);
        var metadata = binding["metadata"].Deserialize(KubeJsonContext.Default.ObjectMeta) ?? new ObjectMeta();
        var (spec, resource) = (binding["spec"], binding["spec"]?["resource"]);
        return new ReplicaBinding
        {
            Metadata = metadata,
            Spec = new ReplicaBindingSpec
            {
                ScaleTargetRef = new ScaleTargetRef { ApiVersion = (string?)resource?["apiVersion"] ?? "", Kind = (string?)resource?["kind"] ?? "", Name = (string?)resource?["name"] ?? "" },
                Replicas = (int?)spec?["replicas"] ?? 0,
                Clusters = [.. (spec?["clusters"] as JsonArray ?? []).OfType<JsonObject>().Select(static one => new ClusterReplicas { Name = (string?)one["name"] ?? "", Replicas = (int?)one["replicas"] ?? 0 })],
            },
            Status = Status(metadata.Annotations?.GetValueOrDefault(BindingMarks.Status)),
        };
    }

    private static ReplicaBindingStatus? Status(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, ApiJson.Default.ReplicaBindingStatus);
        }
        catch (JsonException)
        {
            // Somebody's hand was on it: nothing is known.
            return null;
        }
    }
}
