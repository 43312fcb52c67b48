using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Karmada.Clusters;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Status.Kinds;

/// <summary>A Cluster of Karmada as a member.</summary>
internal sealed class KarmadaClusterDecoder : JsonDecoder<MemberCluster>
{
    public override MemberCluster Read(ref Utf8JsonReader reader)
    {
        var cluster = JsonDecoders.Object.Read(ref reader);
        var metadata = cluster["metadata"].Deserialize(KubeJsonContext.Default.ObjectMeta) ?? new ObjectMeta();
        var status = cluster["status"];
        var nodes = status?["nodeSummary"];
        return new MemberCluster
        {
            Metadata = metadata,
            Spec = new MemberClusterSpec { Paused = ClusterMarks.IsPaused(metadata.Labels, metadata.Annotations) },
            Status = new MemberClusterStatus
            {
                KubernetesVersion = (string?)status?["kubernetesVersion"],
                Conditions = [.. (status?["conditions"] as JsonArray ?? []).OfType<JsonObject>().Select(Condition)],
                Capacity = nodes is null ? null : new ClusterCapacity { Nodes = (int?)nodes["totalNum"] ?? 0, ReadyNodes = (int?)nodes["readyNum"] ?? 0 },
            },
        };
    }

    private static Condition Condition(JsonObject condition) => new()
    {
        Type = (string?)condition["type"] ?? "",
        Status = (string?)condition["status"] ?? "",
        Reason = (string?)condition["reason"] ?? "",
        Message = (string?)condition["message"] ?? "",
    };
}
