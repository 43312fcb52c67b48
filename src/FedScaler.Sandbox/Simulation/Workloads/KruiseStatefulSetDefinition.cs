using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>OpenKruise's StatefulSet as far as members simulate it; the full type is at openkruise/kruise apis/apps/v1beta1.</summary>
public static class KruiseStatefulSetDefinition
{
    public static readonly ResourceType Resource = new("apps.kruise.io", "v1beta1", "statefulsets", "StatefulSet");

    /// <summary>The CustomResourceDefinition to create in a member, a fresh copy.</summary>
    public static JsonObject Manifest() => (JsonObject)JsonNode.Parse(
        """
        {
          "apiVersion": "apiextensions.k8s.io/v1",
          "kind": "CustomResourceDefinition",
          "metadata": {"name": "statefulsets.apps.kruise.io"},
          "spec": {
            "group": "apps.kruise.io",
            "scope": "Namespaced",
            "names": {"kind": "StatefulSet", "listKind": "StatefulSetList", "plural": "statefulsets", "singular": "statefulset", "shortNames": ["asts"]},
            "versions": [{
              "name": "v1beta1",
              "served": true,
              "storage": true,
              "subresources": {
                "status": {},
                "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas", "labelSelectorPath": ".status.labelSelector"}
              },
              "additionalPrinterColumns": [
                {"name": "DESIRED", "type": "integer", "jsonPath": ".spec.replicas"},
                {"name": "CURRENT", "type": "integer", "jsonPath": ".status.replicas"},
                {"name": "UPDATED", "type": "integer", "jsonPath": ".status.updatedReplicas"},
                {"name": "READY", "type": "integer", "jsonPath": ".status.readyReplicas"},
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
                      "podManagementPolicy": {"type": "string"},
                      "selector": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                      "template": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                      "reserveOrdinals": {"type": "array", "items": {"x-kubernetes-int-or-string": true}}
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
