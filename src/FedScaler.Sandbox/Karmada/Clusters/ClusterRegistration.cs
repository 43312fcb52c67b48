using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>The Cluster object by which a member joins the hub (pkg/karmadactl/join).</summary>
internal static class ClusterRegistration
{
    public static JsonObject Of(SandboxCluster member, IReadOnlyDictionary<string, string> labels)
    {
        var metadata = new JsonObject { ["name"] = member.Name };
        if (labels.Count > 0) metadata["labels"] = new JsonObject(labels.Select(static label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        return new()
        {
            ["apiVersion"] = KarmadaResources.Clusters.ApiVersion,
            ["kind"] = KarmadaResources.Clusters.Kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["apiEndpoint"] = member.Server.Address.GetLeftPart(UriPartial.Authority),
                // A cluster is known by the uid of its kube-system namespace, so that it cannot join twice.
                ["id"] = member.Store.Get(KnownResources.Namespaces, new(null, "kube-system"))?.Uid(),
                ["impersonatorSecretRef"] = new JsonObject { ["name"] = $"{member.Name}-impersonator", ["namespace"] = KarmadaKeys.ClusterNamespace },
                ["secretRef"] = new JsonObject { ["name"] = member.Name, ["namespace"] = KarmadaKeys.ClusterNamespace },
                ["syncMode"] = "Push",
            },
        };
    }
}
