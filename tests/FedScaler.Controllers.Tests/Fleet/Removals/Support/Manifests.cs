using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Tests.Fleet.Removals.Support;

/// <summary>Objects as a server has them.</summary>
internal static class Manifests
{
    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static JsonObject Deployment(int replicas, string extraLabels = "") => Parse(
        $$$$"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"replicas": {{{{replicas}}}}, "selector": {"matchLabels": {"app": "web"}},
                  "template": {"metadata": {"labels": {"app": "web", "tier": "front"{{{{extraLabels}}}}}}, "spec": {"containers": [{"name": "c", "image": "c"}]}}},
         "status": {"observedGeneration": 1, "replicas": {{{{replicas}}}}, "updatedReplicas": {{{{replicas}}}}}}
        """);

    public static JsonObject ReplicaSet(string name, JsonObject deployment, int replicas) => Owned(
        $$$$"""
        {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "{{{{name}}}}", "namespace": "shop", "labels": {"app": "web", "pod-template-hash": "{{{{name}}}}"}},
         "spec": {"replicas": {{{{replicas}}}}, "selector": {"matchLabels": {"app": "web", "pod-template-hash": "{{{{name}}}}"}}},
         "status": {"replicas": {{{{replicas}}}}, "fullyLabeledReplicas": {{{{replicas}}}}}}
        """,
        deployment, "Deployment");

    public static JsonObject Pod(string name, JsonObject owner, string kind, string app = "web") => Owned(
        $$$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{{name}}}", "namespace": "shop", "labels": {"app": "{{{app}}}", "tier": "front"}},
         "spec": {"nodeName": "n1", "containers": [{"name": "c", "image": "c"}]},
         "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2026-02-28T23:00:00Z"}]}}
        """,
        owner, kind);

    /// <summary>What a CRD needs to be served; every field is kept.</summary>
    public static JsonObject Definition(string group, string version, string plural, string kind) => Parse(
        $$$$$"""
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "{{{{{plural}}}}}.{{{{{group}}}}}"},
         "spec": {"group": "{{{{{group}}}}}", "scope": "Namespaced", "names": {"kind": "{{{{{kind}}}}}", "plural": "{{{{{plural}}}}}", "singular": "{{{{{kind}}}}}"},
                  "versions": [{"name": "{{{{{version}}}}}", "served": true, "storage": true,
                    "subresources": {"status": {}, "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas"}},
                    "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}
        """);

    private static JsonObject Owned(string json, JsonObject owner, string kind)
    {
        var item = Parse(json);
        item["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = kind,
            ["name"] = owner["metadata"]!["name"]!.DeepClone(),
            ["uid"] = owner["metadata"]!["uid"]!.DeepClone(),
            ["controller"] = true,
        });
        return item;
    }
}
