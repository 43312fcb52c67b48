using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>Keeps as many pods as spec.replicas says (kubernetes pkg/controller/replicaset).</summary>
internal sealed class ReplicaSetController(SimulationContext context) : PodOwnerController(context, KnownResources.ReplicaSets)
{
    protected override void Sync(ObjectKey key, JsonObject workload)
    {
        var pods = PodsOf(workload);
        var active = pods.Where(pod => pod.IsActive).ToList();
        if (!workload.IsTerminating() && HasSeenItsWrites(workload))
        {
            var missing = workload.At("spec", "replicas").Int(1) - active.Count;
            for (var i = 0; i < missing; i++) CreatePod(workload);
            if (missing < 0) DeleteVictims(workload, active, -missing);
        }

        // Also from a cache that is known to lag: the status says what the cache says.
        WriteStatus(key, workload, pods, active);
    }

    private void CreatePod(JsonObject set)
    {
        var key = set.Key();
        var pod = PodTemplate.NewPod(set, KnownResources.ReplicaSets, FreeName(key).Name, set.At("spec", "template"), []);
        pod.Ensure("metadata")["generateName"] = $"{key.Name}-";
        CreateExpected(set, pod);
    }

    private void DeleteVictims(JsonObject set, List<PodView> active, int count)
    {
        var ranked = new List<PodView>(active);
        ranked.Sort(VictimRanking.Among(Related(set), Context.Now));
        foreach (var victim in ranked.Take(count)) DeleteExpected(set, victim);
    }

    private IEnumerable<PodView> Related(JsonObject set) => set.ControllerRef().At("uid").Text() is { } deployment
        ? Index.ReplicaSetsOf(deployment).SelectMany(PodsOf)
        : PodsOf(set);

    private void WriteStatus(ObjectKey key, JsonObject set, IReadOnlyCollection<PodView> pods, List<PodView> active)
    {
        var availability = Availability.Of(active, set.At("spec", "minReadySeconds").Int(), Context.Now);
        if (availability.NextChange is { } due) MarkDue(key, due);
        var labels = set.At("spec", "template", "metadata").At("labels") as JsonObject ?? [];
        var next = (JsonObject?)set["status"]?.DeepClone() ?? [];
        var changed = next.Put("replicas", active.Count)
            | next.Put("fullyLabeledReplicas", Positive(active.Count(pod => LabelSelector.HasAll(labels, pod.Labels))))
            | next.Put("readyReplicas", Positive(availability.Ready))
            | next.Put("availableReplicas", Positive(availability.Available))
            | next.Put("terminatingReplicas", pods.Count(pod => pod.IsTerminating)) // a pointer in Go: 0 is told
            | next.Put("observedGeneration", set.At("metadata", "generation").Number());
        if (changed) WriteStatus(key, set, next);
    }

    /// <summary>Counts that are omitempty in Go: 0 is left out.</summary>
    private static int? Positive(int count) => count > 0 ? count : null;
}
