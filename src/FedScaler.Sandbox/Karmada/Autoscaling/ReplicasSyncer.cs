using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada.Autoscaling;

/// <summary>
/// Karmada's deploymentReplicasSyncer, which is off by default: gives a Deployment on the hub whose members keep their counts the sum of
/// what these report, once all have (pkg/controllers/deploymentreplicassyncer).
/// </summary>
internal sealed class ReplicasSyncer(KarmadaContext context) : KarmadaController(context)
{
    private static readonly TimeSpan WaitForStatus = TimeSpan.FromSeconds(1);

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change is { Member: null, Event: { Previous: { } before } stored } && stored.Resource == KnownResources.Deployments && IsNews(before, stored)) MarkDirty(stored.Key);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(KarmadaResources.ResourceBindings, key.Namespace, KarmadaKeys.BindingNameOf(KnownResources.Deployments.Kind, key.Name)) is not { } binding) return;
        if (binding.At("spec", "placement").At("replicaScheduling", "replicaSchedulingType").Text() != "Divided") return;
        if (Hub.Get(KnownResources.Deployments, key) is not { } template || SpecOf(template) == StatusOf(template)) return;
        if (IsCollected(template, binding)) Write(template);
        else MarkDue(key, Context.Now + WaitForStatus);
    }

    private static bool IsNews(JsonObject before, StoreEvent stored) =>
        IsRetained(stored.Object) && (!IsRetained(before) || SpecOf(before) != SpecOf(stored.Object) || StatusOf(before) != StatusOf(stored.Object));

    /// <summary>Whether what the template says has gone all the way to the members and their answer all the way back.</summary>
    private static bool IsCollected(JsonObject template, JsonObject binding)
    {
        if (SpecOf(template) != binding.At("spec", "replicas").Int()) return false;
        if (binding.At("metadata", "generation").Int() != binding.At("status", "schedulerObservedGeneration").Int()) return false;
        var items = binding.At("status", "aggregatedStatus").Items().ToList();
        if (items.Count != binding.At("spec", "clusters").Items().Count()) return false;
        var counts = items.ConvertAll(static item => item.At("status", "replicas").Int());
        return counts.TrueForAll(static count => count > 0) && counts.Sum() == StatusOf(template);
    }

    private void Write(JsonObject template)
    {
        var next = (JsonObject)template.DeepClone();
        next.Ensure("spec").Put("replicas", StatusOf(template));
        var server = Hub.Sandbox.Server.Direct;
        server.Replace(server.Find(KnownResources.Deployments.ApiVersion, KnownResources.Deployments.Kind)!, next, KarmadaKeys.ControllerManager);
        Hub.NoteWrite();
    }

    private static bool IsRetained(JsonObject template) => ManifestMarks.LabelOf(template, KarmadaKeys.RetainReplicas) == "true";

    private static int SpecOf(JsonObject template) => template.At("spec", "replicas").Int(1);

    private static int StatusOf(JsonObject template) => template.At("status", "replicas").Int();
}
