using System.Text.Json.Nodes;

namespace FedScaler.Cli.Tests.Migrate;

/// <summary>What a team that runs Karmada has applied.</summary>
internal static class KarmadaObjects
{
    public static JsonObject Namespace => Parse("""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}""");

    public static JsonObject Deployment => Parse(
        """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"replicas": 6, "selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}},
          "spec": {"containers": [{"name": "main", "image": "x", "resources": {"requests": {"cpu": "500m"}}}]}}}}
        """);

    /// <param name="more">Fields of its spec, each ended by a comma.</param>
    public static JsonObject Policy(string scheduling = """{"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"}}""", string more = "") => Parse(
        $$"""
        {"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy", "metadata": {"name": "web", "namespace": "shop"},
         "spec": { {{more}} "resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}], "placement": {"replicaScheduling": {{scheduling}} } } }
        """);

    /// <param name="more">Fields of its spec, each ended by a comma.</param>
    public static JsonObject FederatedHpa(string more = "") => Parse(
        $$"""
        {"apiVersion": "autoscaling.karmada.io/v1alpha1", "kind": "FederatedHPA", "metadata": {"name": "web", "namespace": "shop", "labels": {"team": "shop"} },
         "spec": { {{more}} "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicas": 6, "maxReplicas": 60,
          "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60 } } }] } }
        """);

    /// <summary>A share of the FedHPA, as the service gives it to a member.</summary>
    public static JsonObject ShareWork(string member) => Parse(
        $$"""
        {"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work",
         "metadata": {"name": "fedscaler-shop-web", "namespace": "karmada-es-{{member}}", "finalizers": ["karmada.io/execution-controller"]},
         "spec": {"workload": {"manifests": [{"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
          "metadata": {"name": "web", "namespace": "shop", "labels": {"karmada.io/managed": "true"}, "annotations": {"fedscaler.io/owner": "shop/web",
           "work.karmada.io/namespace": "karmada-es-{{member}}", "work.karmada.io/name": "fedscaler-shop-web"} },
          "spec": {"minReplicas": 1, "maxReplicas": 30, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web" } } }] } } }
        """);

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
