using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Selectors;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Validation of Deployment, ReplicaSet, StatefulSet and DaemonSet (pkg/apis/apps/validation).</summary>
internal static class WorkloadValidation
{
    public static void Check(ResourceType resource, JsonObject? before, JsonObject after, List<StatusCause> causes)
    {
        var spec = after["spec"] as JsonObject;
        KindValidation.NotNegative(spec, "replicas", "spec.replicas", causes);
        KindValidation.NotNegative(spec, "minReadySeconds", "spec.minReadySeconds", causes);
        Selector(spec, causes);
        PodValidation.Spec(spec.At("template", "spec") as JsonObject, "spec.template.spec", causes);
        if (before is not null && !JsonNode.DeepEquals(before.At("spec", "selector"), after.At("spec", "selector")))
            causes.Add(Causes.Invalid("spec.selector", after.At("spec", "selector")?.ToJsonString() ?? "null", "field is immutable"));
        if (before is not null && resource.Plural == "statefulsets") StatefulSetUpdate(before, after, causes);
    }

    private static void Selector(JsonObject? spec, List<StatusCause> causes)
    {
        if (spec?["selector"] is not JsonObject selector)
        {
            causes.Add(Causes.Required("spec.selector"));
            return;
        }

        var labels = spec.At("template", "metadata", "labels") as JsonObject;
        if (LabelSelector.FromObject(selector) is { } wanted && !wanted.MatchesLabels(labels))
        {
            causes.Add(Causes.Invalid(
                "spec.template.metadata.labels", labels?.ToJsonString() ?? "null", "`selector` does not match template `labels`"));
        }
    }

    private static void StatefulSetUpdate(JsonObject before, JsonObject after, List<StatusCause> causes)
    {
        foreach (var field in (ReadOnlySpan<string>)["serviceName", "podManagementPolicy", "volumeClaimTemplates"])
        {
            if (JsonNode.DeepEquals(before.At("spec", field), after.At("spec", field))) continue;
            causes.Add(Causes.Forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
                + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"));
            return;
        }
    }
}
