using System.Collections.Frozen;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Storage;

/// <summary>What differs between kinds when they are stored: under which name, and what counts as a new generation.</summary>
internal static class KindRules
{
    /// <summary>Built-in kinds whose strategies never set metadata.generation (pkg/registry/*/strategy.go).</summary>
    private static readonly FrozenSet<string> WithoutGeneration = FrozenSet.ToFrozenSet(
    [
        "namespaces", "nodes", "secrets", "configmaps", "events", "services", "endpoints", "serviceaccounts", "persistentvolumes",
        "persistentvolumeclaims", "limitranges", "resourcequotas", "events.events.k8s.io", "leases.coordination.k8s.io",
        "horizontalpodautoscalers.autoscaling", "controllerrevisions.apps", "roles.rbac.authorization.k8s.io",
        "rolebindings.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io",
    ]);

    /// <summary>
    /// The type under which objects are kept, whatever group or version they are asked for by: core/v1 and events.k8s.io/v1
    /// events are the same objects, and so are autoscaling/v1 and v2 autoscalers.
    /// </summary>
    public static ResourceType Canonical(ResourceType resource) => resource switch
    {
        { Group: "", Plural: "events" } => KnownResources.Events,
        { Group: "autoscaling", Version: "v1", Plural: "horizontalpodautoscalers" } => KnownResources.HorizontalPodAutoscalers,
        _ => resource,
    };

    public static bool HasGeneration(ResourceType resource) => !WithoutGeneration.Contains(resource.ToString());

    /// <summary>Whether the desired state differs: all but metadata and status; for Deployments the annotations too (deployment/strategy.go).</summary>
    public static bool IsNewGeneration(ResourceType resource, JsonObject before, JsonObject after)
    {
        if (!HasGeneration(resource)) return false;
        if (!after.IsBeingDeleted() || before.IsBeingDeleted())
        {
            return DesiredDiffers(before, after) || DesiredDiffers(after, before)
                || (resource is { Group: "apps", Plural: "deployments" } && AnnotationsDiffer(before, after));
        }

        return true;
    }

    private static bool DesiredDiffers(JsonObject one, JsonObject other)
    {
        foreach (var (name, value) in one)
        {
            if (name is "metadata" or "status" or "apiVersion" or "kind") continue;
            if (!other.TryGetPropertyValue(name, out var there) || !JsonNode.DeepEquals(value, there)) return true;
        }

        return false;
    }

    /// <summary>But for the revision: the Deployment controller writes it through the status, which counts as no new generation.</summary>
    private static bool AnnotationsDiffer(JsonObject before, JsonObject after) =>
        !JsonNode.DeepEquals(WithoutRevision(before), WithoutRevision(after));

    private static JsonNode? WithoutRevision(JsonObject deployment)
    {
        var annotations = deployment.At("metadata", "annotations") as JsonObject;
        if (annotations?.ContainsKey("deployment.kubernetes.io/revision") != true) return annotations;
        var rest = (JsonObject)annotations.DeepClone();
        rest.Remove("deployment.kubernetes.io/revision");
        return rest.Count > 0 ? rest : null;
    }
}
