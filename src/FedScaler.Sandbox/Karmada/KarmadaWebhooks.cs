using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada;

/// <summary>karmada-webhook, as far as it changes objects, and that a policy keeps its scheduler: permanent ids, the marks on a Work's manifests, namespaces of resource selectors.</summary>
internal static class KarmadaWebhooks
{
    public static void Install(KarmadaContext context)
    {
        var server = context.Hub.Sandbox.Server;
        server.Register(KarmadaResources.Works, (next, _) => MutateWork(next, context));
        server.Register(KarmadaResources.ResourceBindings, (next, _) => Identify(next, KarmadaKeys.BindingId, context));
        server.Register(KarmadaResources.ClusterResourceBindings, (next, _) => Identify(next, KarmadaKeys.ClusterBindingId, context));
        server.Register(KarmadaResources.ClusterPropagationPolicies, (next, before) =>
        {
            KeepScheduler("clusterpropagationpolicy.karmada.io", next, before);
            Identify(next, KarmadaKeys.ClusterPolicyId, context);
        });
        server.Register(KarmadaResources.PropagationPolicies, (next, before) =>
        {
            KeepScheduler("propagationpolicy.karmada.io", next, before);
            Identify(next, KarmadaKeys.PolicyId, context);
            foreach (var selector in next.At("spec", "resourceSelectors").Items().OfType<JsonObject>())
                selector.Put("namespace", next.At("metadata").Text("namespace"));
        });
    }

    /// <summary>A policy keeps its scheduler for life (validateUpdate in pkg/webhook/propagationpolicy).</summary>
    private static void KeepScheduler(string webhook, JsonObject next, JsonObject? before)
    {
        if (before is not null && next.At("spec", "schedulerName").Text() != before.At("spec", "schedulerName").Text())
            throw ApiException.Make(403, "Forbidden", $"admission webhook \"{webhook}\" denied the request: the schedulerName should not be updated");
    }

    private static void MutateWork(JsonObject work, KarmadaContext context)
    {
        var id = Identify(work, KarmadaKeys.WorkId, context);
        foreach (var manifest in work.At("spec", "workload", "manifests").Items().OfType<JsonObject>())
        {
            ManifestMarks.Prune(manifest);
            ManifestMarks.Record(manifest, id);
        }
    }

    private static string Identify(JsonObject value, string label, KarmadaContext context)
    {
        if (ManifestMarks.LabelOf(value, label) is { Length: > 0 } there) return there;
        var id = context.NewId();
        ManifestMarks.Label(value, label, id);
        return id;
    }
}
