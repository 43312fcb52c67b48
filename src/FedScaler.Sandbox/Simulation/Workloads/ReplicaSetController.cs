using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>Keeps as many pods as spec.replicas says (kubernetes pkg/controller/replicaset).</summary>
internal sealed class ReplicaSetController(SimulationContext context) : KeyedController(context)
{
    public override void Observe(IndexChange change)
    {
        if (change.Event.Resource == KnownResources.ReplicaSets) MarkDirty(change.Event.Key);
        else if (OwnerOf(change, "ReplicaSet") is { } owner) MarkDirty(owner);
    }

    /// <summary>The key of the workload of that kind which manages the pod that changed.</summary>
    public static ObjectKey? OwnerOf(IndexChange change, string kind) =>
        change.Pod is { } pod && pod.Object.ControllerRef() is { } owner && owner.Text("kind") == kind
            ? new(pod.Key.Namespace, owner.Text("name"))
            : null;

    protected override void Reconcile(ObjectKey key)
    {
        if (Index.Get(KnownResources.ReplicaSets, key) is not { } set)
        {
            Forget(key);
            return;
        }

        var pods = Index.PodsOf(set.Uid());
        var active = pods.Where(pod => pod.IsActive).ToList();
        var missing = set.At("spec", "replicas").Int(1) - active.Count;
        if (!set.IsTerminating())
        {
            for (var i = 0; i < missing; i++) CreatePod(set);
            if (missing < 0) DeleteVictims(set, active, -missing);
        }

        WriteStatus(key, set, pods, active);
    }

    private void CreatePod(JsonObject set)
    {
        var key = set.Key();
        string name;
        do name = $"{key.Name}-{Context.Names.Suffix()}";
        while (Context.Exists(KnownResources.Pods, key with { Name = name }));
        var pod = PodTemplate.NewPod(set, KnownResources.ReplicaSets, name, set.At("spec", "template"), []);
        pod.Ensure("metadata")["generateName"] = $"{key.Name}-";
        Context.Create(KnownResources.Pods, pod);
    }

    private void DeleteVictims(JsonObject set, List<PodView> active, int count)
    {
        active.Sort(VictimRanking.Among(Related(set), Context.Now));
        foreach (var victim in active.Take(count)) Context.DeletePod(victim);
    }

    private IEnumerable<PodView> Related(JsonObject set) => set.ControllerRef().At("uid").Text() is { } deployment
        ? Index.ReplicaSetsOf(deployment).SelectMany(sibling => Index.PodsOf(sibling.Uid()))
        : Index.PodsOf(set.Uid());

    private void WriteStatus(ObjectKey key, JsonObject set, IReadOnlyCollection<PodView> pods, List<PodView> active)
    {
        var availability = Availability.Of(active, set.At("spec", "minReadySeconds").Int(), Context.Now);
        if (availability.NextChange is { } due) MarkDue(key, due);
        var next = (JsonObject?)set["status"]?.DeepClone() ?? [];
        var changed = next.Put("replicas", active.Count)
            | next.Put("fullyLabeledReplicas", Positive(active.Count))
            | next.Put("readyReplicas", Positive(availability.Ready))
            | next.Put("availableReplicas", Positive(availability.Available))
            | next.Put("terminatingReplicas", Positive(pods.Count(pod => pod.IsTerminating)))
            | next.Put("observedGeneration", set.At("metadata", "generation").Number());
        if (!changed) return;
        Context.Update(KnownResources.ReplicaSets, key, value =>
        {
            value["status"] = next;
            return value.Uid() == set.Uid();
        });
    }

    /// <summary>Counts that are omitempty in Go: 0 is left out.</summary>
    private static int? Positive(int count) => count > 0 ? count : null;
}
