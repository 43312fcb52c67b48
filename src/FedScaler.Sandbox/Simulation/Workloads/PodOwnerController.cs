using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>A controller of workloads that own pods. It knows pods from a cache alone, which may lag behind the store.</summary>
internal abstract class PodOwnerController(SimulationContext context, ResourceType resource) : KeyedController(context)
{
    private readonly Expectations _expected = new();

    public sealed override bool SeesPodsFromCache => true;

    protected ResourceType Resource => resource;

    public sealed override void Observe(IndexChange change)
    {
        if (change.Event.Resource == resource)
        {
            MarkDirty(change.Event.Key);
            if (change.Event.Type == WatchEventType.Deleted) _expected.Forget(change.Event.Object.Uid());
        }
        else if (change.Pod is { OwnerUid: { } owner } pod && pod.Object.ControllerRef() is { } reference && IsOurs(reference))
        {
            _expected.Observe(owner, change);
            MarkDirty(new(pod.Key.Namespace, reference.Text("name")));
        }
    }

    public sealed override void Relist() => _expected.Clear();

    protected sealed override void Reconcile(ObjectKey key)
    {
        if (Index.Get(resource, key) is { } workload) Sync(key, workload);
        else Forget(key);
    }

    protected abstract void Sync(ObjectKey key, JsonObject workload);

    protected IReadOnlyCollection<PodView> PodsOf(JsonObject workload) => Context.Pods.PodsOf(workload.Uid());

    /// <summary>Whether everything that was created and deleted here has been seen.</summary>
    protected bool HasSeenItsWrites(JsonObject workload) => _expected.AreMet(workload.Uid(), Context.Now);

    protected void CreateExpected(JsonObject workload, JsonObject pod) =>
        _expected.Created(workload.Uid(), Context.Create(KnownResources.Pods, pod).Uid(), Context.Now);

    protected void DeleteExpected(JsonObject workload, PodView pod)
    {
        // Noted first: without a lag the deletion is seen at once.
        _expected.Deleted(workload.Uid(), pod.Uid, Context.Now);
        Context.DeletePod(pod);
    }

    /// <summary>A name of the form WORKLOAD-xxxxx that is free.</summary>
    protected (string Name, string Suffix) FreeName(ObjectKey workload)
    {
        while (true)
        {
            var suffix = Context.Names.Suffix();
            var name = $"{workload.Name}-{suffix}";
            if (!Context.Exists(KnownResources.Pods, workload with { Name = name })) return (name, suffix);
        }
    }

    protected void WriteStatus(ObjectKey key, JsonObject workload, JsonObject status) => Context.Update(resource, key, value =>
    {
        value["status"] = status;
        return value.Uid() == workload.Uid();
    });

    private bool IsOurs(JsonNode owner)
    {
        if (owner.Text("kind") != resource.Kind) return false;
        var apiVersion = owner.Text("apiVersion");
        // Kruise has a StatefulSet too.
        return apiVersion.AsSpan(0, Math.Max(0, apiVersion.LastIndexOf('/'))).SequenceEqual(resource.Group);
    }
}
