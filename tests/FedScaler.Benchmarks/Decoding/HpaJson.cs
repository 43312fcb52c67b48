using System.Text.Json.Nodes;

namespace FedScaler.Benchmarks.Decoding;

/// <summary>HPAs of FedScaler's as a member's API server sends them, each for a workload of its own name.</summary>
internal static class HpaJson
{
    private const string Name = "service-000000";
    private const string Uid = "00000000-0000-4000-8000-000000000000";
    private const string Version = "1000000000";

    public static NumberedJson Create() => new(Template(), new(Name, 6), new(Uid, 12), new(Version, 9));

    private static JsonObject Template() => (JsonObject)JsonNode.Parse($$"""
        {
          "kind": "HorizontalPodAutoscaler", "apiVersion": "autoscaling/v2",
          "metadata": {
            "name": "{{Name}}", "namespace": "shop", "uid": "{{Uid}}", "resourceVersion": "{{Version}}", "creationTimestamp": "2026-01-01T00:00:00Z",
            "labels": {"app.kubernetes.io/managed-by": "fedscaler"},
            "annotations": {"fedscaler.io/owner": "shop/{{Name}}", "fedscaler.io/document": "0123456789abcdef"}
          },
          "spec": {
            "scaleTargetRef": {"kind": "Deployment", "name": "{{Name}}", "apiVersion": "apps/v1"},
            "minReplicas": 2, "maxReplicas": 10,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60} } }]
          },
          "status": {
            "observedGeneration": 1, "currentReplicas": 3, "desiredReplicas": 3, "lastScaleTime": "2026-01-01T00:00:00Z",
            "currentMetrics": [{"type": "Resource", "resource": {"name": "cpu", "current": {"averageUtilization": 57, "averageValue": "285m"} } }],
            "conditions": [
              {"type": "AbleToScale", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z", "reason": "ReadyForNewScale", "message": "recommended size matches current size"},
              {"type": "ScalingActive", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z", "reason": "ValidMetricFound", "message": "the HPA was able to successfully calculate a replica count"},
              {"type": "ScalingLimited", "status": "False", "lastTransitionTime": "2026-01-01T00:00:00Z", "reason": "DesiredWithinRange", "message": "the desired count is within the acceptable range"}
            ]
          }
        }
        """)!;
}
