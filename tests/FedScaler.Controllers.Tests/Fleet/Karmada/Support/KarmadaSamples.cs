using System.Text.Json.Nodes;
using FedScaler.Controllers.Tests.Fleet.Support;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Support;

/// <summary>Objects as a Karmada control plane has them.</summary>
internal static class KarmadaSamples
{
    public static JsonObject Cluster(string name, string uid = "cluster-uid", string ready = "True") => Samples.Parse(
        $$$$$"""
        {"apiVersion": "cluster.karmada.io/v1alpha1", "kind": "Cluster",
         "metadata": {"name": "{{{{{name}}}}}", "uid": "{{{{{uid}}}}}", "labels": {"region": "shanghai"}, "finalizers": ["karmada.io/cluster-controller"],
                      "managedFields": [{"manager": "karmadactl", "operation": "Update", "time": "2026-02-28T23:30:00Z", "fieldsV1": {} },
                                        {"manager": "karmada-controller-manager", "operation": "Update", "subresource": "status", "time": "2026-02-28T23:10:00Z", "fieldsV1": {} }]},
         "spec": {"id": "kube-system-of-{{{{{name}}}}}", "apiEndpoint": "https://{{{{{name}}}}}.example:6443", "syncMode": "Push", "provider": "own", "region": "cn-east", "zone": "a",
                  "taints": [{"key": "gpu", "value": "only", "effect": "NoSchedule"}]},
         "status": {"kubernetesVersion": "v1.36.2",
                    "conditions": [{"type": "CompleteAPIEnablements", "status": "True", "reason": "Complete", "message": "collected", "lastTransitionTime": "2026-02-28T23:00:00Z"},
                                   {"type": "Ready", "status": "{{{{{ready}}}}}", "reason": "ClusterReady", "message": "cluster is healthy", "lastTransitionTime": "2026-02-28T23:00:00Z"}],
                    "nodeSummary": {"totalNum": 3, "readyNum": 3},
                    "resourceSummary": {"allocatable": {"cpu": "24", "memory": "96Gi", "pods": "330"}, "allocated": {"cpu": "5", "memory": "1Gi", "pods": "9"},
                                        "allocating": {"cpu": "1", "pods": "1"}}}}
        """);
}
