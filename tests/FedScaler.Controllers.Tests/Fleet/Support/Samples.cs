using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Tests.Fleet.Support;

/// <summary>Objects as an API server has them.</summary>
internal static class Samples
{
    public static JsonObject Node(string name, string cpu = "8", string memory = "32Gi", string pods = "110", bool ready = true) => Parse(
        $$$$$"""
        {"metadata": {"name": "{{{{{name}}}}}"}, "spec": {},
         "status": {"allocatable": {"cpu": "{{{{{cpu}}}}}", "memory": "{{{{{memory}}}}}", "pods": "{{{{{pods}}}}}"},
                    "conditions": [{"type": "Ready", "status": "{{{{{Text(ready)}}}}}"}]}}
        """);

    public static JsonObject Pod(string name, string? node, string app = "web", string cpu = "1", string ns = "shop", string phase = "Running") => Parse(
        $$$$$"""
        {"metadata": {"name": "{{{{{name}}}}}", "namespace": "{{{{{ns}}}}}", "labels": {"app": "{{{{{app}}}}}"}},
         "spec": {{{{{{NodeName(node)}}}}}"containers": [{"name": "c", "resources": {"requests": {"cpu": "{{{{{cpu}}}}}"}}}]},
         "status": {"phase": "{{{{{phase}}}}}", "conditions": [{"type": "PodScheduled", "status": "{{{{{Text(node is not null)}}}}}"{{{{{Why(node)}}}}}}]}}
        """);

    public static JsonObject Deployment(string name = "web", int replicas = 3, int ready = 3, string cpu = "1", string ns = "shop") => Parse(
        $$$$$"""
        {"metadata": {"name": "{{{{{name}}}}}", "namespace": "{{{{{ns}}}}}", "generation": 1},
         "spec": {"replicas": {{{{{replicas}}}}}, "selector": {"matchLabels": {"app": "{{{{{name}}}}}"}},
                  "template": {"metadata": {"labels": {"app": "{{{{{name}}}}}"}},
                               "spec": {"containers": [{"name": "c", "resources": {"requests": {"cpu": "{{{{{cpu}}}}}"}}}]}}},
         "status": {"replicas": {{{{{replicas}}}}}, "readyReplicas": {{{{{ready}}}}}}}
        """);

    public static JsonObject Hpa(string name = "web", string target = "web", int min = 2, int max = 10, string ns = "shop") => Parse(
        $$$$$"""
        {"metadata": {"name": "{{{{{name}}}}}", "namespace": "{{{{{ns}}}}}"},
         "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "{{{{{target}}}}}"}, "minReplicas": {{{{{min}}}}}, "maxReplicas": {{{{{max}}}}}},
         "status": {"currentReplicas": 3, "desiredReplicas": 3}}
        """);

    public static JsonObject Member(string name, string? secret = null) => Parse(
        $$$$$"""
        {"apiVersion": "fedscaler.io/v1alpha1", "kind": "MemberCluster", "metadata": {"name": "{{{{{name}}}}}", "generation": 1, "labels": {"region": "shanghai"}},
         "spec": {"kubeconfigSecretRef": {"name": "{{{{{secret ?? name}}}}}", "key": "kubeconfig"}, "paused": false}}
        """);

    public static JsonObject Secret(string name, string content, string key = "kubeconfig") => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "fedscaler-system" },
        ["data"] = new JsonObject { [key] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(content)) },
    };

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static string NodeName(string? node) => node is null ? "" : $"\"nodeName\": \"{node}\", ";

    private static string Why(string? node) => node is null ? ", \"reason\": \"Unschedulable\"" : "";

    private static string Text(bool condition) => condition ? "True" : "False";
}
