using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Karmada.Propagation;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Scheduling;

/// <summary>Has bindings scheduled afresh for a WorkloadRebalancer, once (pkg/controllers/workloadrebalancer).</summary>
internal sealed class WorkloadRebalancing(KarmadaContext context) : KarmadaController(context)
{
    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is null && change.Event.Resource == KarmadaResources.WorkloadRebalancers) MarkDirty(change.Event.Key);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(KarmadaResources.WorkloadRebalancers, key) is not { } rebalancer || rebalancer.IsTerminating()) return;
        var generation = rebalancer.At("metadata", "generation").Number();
        if (rebalancer.At("status", "observedGeneration").Number() == generation) return;
        var asked = rebalancer.At("metadata").Text("creationTimestamp");
        var observed = rebalancer.At("spec", "workloads").Items().Select(workload => Trigger(workload, asked)).ToArray();
        Hub.UpdateStatus(KarmadaResources.WorkloadRebalancers, key, status =>
        {
            status["observedWorkloads"] = new JsonArray([.. observed]);
            status["observedGeneration"] = generation;
            status["finishTime"] = Context.Now.Stamp();
            return true;
        });
    }

    private JsonObject Trigger(JsonNode workload, string asked)
    {
        var ns = workload.At("namespace").Text();
        var scope = ns is null ? BindingScope.Cluster : BindingScope.Namespaced;
        var key = new ObjectKey(ns, KarmadaKeys.BindingNameOf(workload.Text("kind"), workload.Text("name")));
        var found = Hub.Update(scope.Resource, key, binding => binding.Ensure("spec").Put("rescheduleTriggeredAt", asked));
        var told = new JsonObject { ["workload"] = workload.DeepClone(), ["result"] = found is null ? "Failed" : "Successful" };
        if (found is null) told["reason"] = "ReferencedBindingNotFound";
        return told;
    }
}
