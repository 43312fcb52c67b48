using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>The marks by which an object in a member is Karmada's (pkg/util/constants.go ManagedResourceLabels and -Annotations, pkg/detector claim metadata).</summary>
internal static class Claims
{
    private static readonly string[] Labels = [KarmadaKeys.BindingId, KarmadaKeys.WorkId, KarmadaKeys.Managed, KarmadaKeys.PolicyId, KarmadaKeys.ClusterPolicyId];

    private static readonly string[] Annotations =
    [
        KarmadaKeys.ManagedAnnotations, KarmadaKeys.ManagedLabels, KarmadaKeys.BindingNamespace, KarmadaKeys.BindingName, KarmadaKeys.TemplateUid,
        KarmadaKeys.TemplateGeneration, KarmadaKeys.WorkName, KarmadaKeys.WorkNamespace, KarmadaKeys.PolicyNamespace, KarmadaKeys.PolicyName, KarmadaKeys.ClusterPolicyName,
    ];

    /// <summary>A manifest without them: written over the member's object it takes them away there.</summary>
    public static JsonObject Without(JsonObject manifest)
    {
        var free = (JsonObject)manifest.DeepClone();
        if (free["metadata"] is not JsonObject metadata) return free;
        foreach (var name in Labels) ManifestMarks.Unset(metadata, "labels", name);
        foreach (var name in Annotations) ManifestMarks.Unset(metadata, "annotations", name);
        return free;
    }
}
