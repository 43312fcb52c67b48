using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>The marks by which a template and its binding belong to a policy (pkg/detector/claim.go).</summary>
internal static class PolicyClaim
{
    /// <summary>The policy that a template is claimed by; null for none.</summary>
    public static (ResourceType Resource, ObjectKey Key)? Of(JsonObject template)
    {
        if (ManifestMarks.AnnotationOf(template, KarmadaKeys.PolicyName) is { } name)
            return (KarmadaResources.PropagationPolicies, new(ManifestMarks.AnnotationOf(template, KarmadaKeys.PolicyNamespace), name));
        if (ManifestMarks.AnnotationOf(template, KarmadaKeys.ClusterPolicyName) is { } clusterPolicy)
            return (KarmadaResources.ClusterPropagationPolicies, new(null, clusterPolicy));
        return null;
    }

    /// <summary>Marks a template or a binding as a policy's, and as no other's.</summary>
    public static void Set(JsonObject value, JsonObject policy)
    {
        Clear(value);
        var key = policy.Key();
        if (key.Namespace is null)
        {
            ManifestMarks.Label(value, KarmadaKeys.ClusterPolicyId, ManifestMarks.LabelOf(policy, KarmadaKeys.ClusterPolicyId));
            ManifestMarks.Annotate(value, KarmadaKeys.ClusterPolicyName, key.Name);
            return;
        }

        ManifestMarks.Label(value, KarmadaKeys.PolicyId, ManifestMarks.LabelOf(policy, KarmadaKeys.PolicyId));
        ManifestMarks.Annotate(value, KarmadaKeys.PolicyNamespace, key.Namespace);
        ManifestMarks.Annotate(value, KarmadaKeys.PolicyName, key.Name);
    }

    /// <summary>Takes all marks of policies off; whether there were any.</summary>
    public static bool Clear(JsonObject value)
    {
        var metadata = value.Ensure("metadata");
        return ManifestMarks.Unset(metadata, "labels", KarmadaKeys.PolicyId)
            | ManifestMarks.Unset(metadata, "annotations", KarmadaKeys.PolicyNamespace)
            | ManifestMarks.Unset(metadata, "annotations", KarmadaKeys.PolicyName)
            | ManifestMarks.Unset(metadata, "labels", KarmadaKeys.ClusterPolicyId)
            | ManifestMarks.Unset(metadata, "annotations", KarmadaKeys.ClusterPolicyName);
    }
}
