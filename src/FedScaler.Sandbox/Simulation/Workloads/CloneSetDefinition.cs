using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>OpenKruise's CloneSet as far as members simulate it; the full type is at openkruise/kruise apis/apps/v1alpha1.</summary>
public static class CloneSetDefinition
{
    public static readonly ResourceType Resource = new("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet");

    /// <summary>The CustomResourceDefinition to create in a member, a fresh copy.</summary>
    public static JsonObject Manifest() => (JsonObject)JsonNode.Parse(
        """
        {
          "apiVersion": "apiextensions.k8s.io/v1",
          "kind": "CustomResourceDefinition",
          "metadata": {"name": "clonesets.apps.kruise.io"},
          "spec": {
            "group": "apps.kruise.io",
            "scope": "Namespaced",
            "names": {"kind": "CloneSet", "listKind": "CloneSetList", "plural": "clonesets", "singular": "cloneset", "shortNames": ["clone"]},
            "versions": [{
              "name": "v1alpha1",
              "served": true,
              "storage": true,
              "subresources": {
                "status": {},
                "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas", "labelSelectorPath": ".status.labelSelector"}
              },
              "additionalPrinterColumns": [
                {"name": "DESIRED", "type": "integer", "jsonPath": ".spec.replicas"},
                {"name": "UPDATED", "type": "integer", "jsonPath": ".status.updatedReplicas"},
                {"name": "READY", "type": "integer", "jsonPath": ".status.readyReplicas"},
                {"name": "TOTAL", "type": "integer", "jsonPath": ".status.replicas"},
                {"name": "AGE", "type": "date", "jsonPath": ".metadata.creationTimestamp"}
              ],
              "schema": {"openAPIV3Schema": {
                "type": "object",
                "properties": {
                  "spec": {
                    "type": "object",
                    "required": ["selector", "template"],
                    "x-kubernetes-preserve-unknown-fields": true,
                    "properties": {
                      "replicas": {"type": "integer", "format": "int32"},
                      "minReadySeconds": {"type": "integer", "format": "int32"},
                      "selector": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                      "template": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                      "scaleStrategy": {
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {"podsToDelete": {"type": "array", "items": {"type": "string"}}}
                      }
                    }
                  },
                  "status": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}
                }
              }}
            }]
          }
        }
        """)!;
}
