using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>Pods with ordinals, one after the other unless podManagementPolicy is Parallel (kubernetes pkg/controller/statefulset).</summary>
internal sealed class StatefulSetController(SimulationContext context) : KeyedController(context)
{
    public override void Observe(IndexChange change)
    {
        if (change.Event.Resource == KnownResources.StatefulSets) MarkDirty(change.Event.Key);
        else if (ReplicaSetController.OwnerOf(change, "StatefulSet") is { } owner) MarkDirty(owner);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Index.Get(KnownResources.StatefulSets, key) is not { } set)
        {
            Forget(key);
            return;
        }

        var revision = $"{key.Name}-{PodTemplate.HashOf(set)}";
        var pods = new SortedDictionary<int, PodView>();
        foreach (var pod in Index.PodsOf(set.Uid())) pods[OrdinalOf(pod)] = pod;
        if (!set.IsTerminating()) Move(set, revision, pods);
        WriteStatus(key, set, revision, [.. pods.Values]);
    }

    private void Move(JsonObject set, string revision, SortedDictionary<int, PodView> pods)
    {
        var first = set.At("spec", "ordinals", "start").Int();
        var end = first + set.At("spec", "replicas").Int(1);
        var parallel = set.At("spec", "podManagementPolicy").Text() == "Parallel";
        if (!Grow(set, revision, pods, first, end, parallel)) return;
        if (!Shrink(pods, first, end, parallel)) return;
        Update(set, revision, pods, first, end);
    }

    /// <summary>Creates what is missing from the lowest ordinal on; false when one has to be waited for first.</summary>
    private bool Grow(JsonObject set, string revision, SortedDictionary<int, PodView> pods, int first, int end, bool parallel)
    {
        for (var ordinal = first; ordinal < end; ordinal++)
        {
            if (!pods.TryGetValue(ordinal, out var pod)) CreatePod(set, revision, ordinal);
            else if (pod.IsFinished) Context.DeletePod(pod);
            if (!parallel && pod is not { IsServing: true }) return false;
        }

        return true;
    }

    /// <summary>Deletes what is too much, the highest ordinal first; false while one is on its way out.</summary>
    private bool Shrink(SortedDictionary<int, PodView> pods, int first, int end, bool parallel)
    {
        var surplus = pods.Where(pod => pod.Key < first || pod.Key >= end).Select(pod => pod.Value).Reverse().ToList();
        foreach (var pod in surplus)
        {
            Context.DeletePod(pod);
            if (!parallel) break;
        }

        return surplus.Count == 0;
    }

    /// <summary>RollingUpdate replaces one pod at a time from the highest ordinal down to the partition.</summary>
    private void Update(JsonObject set, string revision, SortedDictionary<int, PodView> pods, int first, int end)
    {
        if (set.At("spec", "updateStrategy", "type").Text() == "OnDelete") return;
        var partition = set.At("spec", "updateStrategy", "rollingUpdate").At("partition").Int();
        for (var ordinal = end - 1; ordinal >= Math.Max(first, partition); ordinal--)
        {
            if (!pods.TryGetValue(ordinal, out var pod)) return;
            if (RevisionOf(pod) != revision) Context.DeletePod(pod);
            else if (pod.IsServing) continue;
            return;
        }
    }

    private void CreatePod(JsonObject set, string revision, int ordinal)
    {
        var key = set.Key();
        var name = $"{key.Name}-{ordinal}";
        if (Context.Exists(KnownResources.Pods, key with { Name = name })) return;
        // Below the partition a pod comes back as it was before the update.
        var partition = set.At("spec", "updateStrategy", "rollingUpdate").At("partition").Int();
        var before = ordinal < partition ? set.At("status", "currentRevision").Text() : null;
        var pod = PodTemplate.NewPod(set, KnownResources.StatefulSets, name, set.At("spec", "template"),
        [
            ("statefulset.kubernetes.io/pod-name", name),
            ("apps.kubernetes.io/pod-index", $"{ordinal}"),
            (PodTemplate.RevisionLabel, before ?? revision),
        ]);
        pod.Ensure("spec")["hostname"] = name;
        Context.Create(KnownResources.Pods, pod);
    }

    private void WriteStatus(ObjectKey key, JsonObject set, string revision, List<PodView> pods)
    {
        var availability = Availability.Of(pods.Where(pod => pod.IsActive), set.At("spec", "minReadySeconds").Int(), Context.Now);
        if (availability.NextChange is { } due) MarkDue(key, due);
        var updated = pods.Count(pod => RevisionOf(pod) == revision);
        var current = updated == pods.Count ? revision : set.At("status", "currentRevision").Text() ?? revision;
        var status = (JsonObject?)set["status"]?.DeepClone() ?? [];
        var changed = status.Put("observedGeneration", set.At("metadata", "generation").Number())
            | status.Put("replicas", pods.Count)
            | status.Put("readyReplicas", availability.Ready)
            | status.Put("availableReplicas", availability.Available)
            | status.Put("currentReplicas", pods.Count(pod => RevisionOf(pod) == current))
            | status.Put("updatedReplicas", updated)
            | status.Put("currentRevision", current)
            | status.Put("updateRevision", revision)
            | status.Put("collisionCount", 0);
        if (!changed) return;
        Context.Update(KnownResources.StatefulSets, key, value =>
        {
            value["status"] = status;
            return value.Uid() == set.Uid();
        });
    }

    private static string? RevisionOf(PodView pod) => pod.Labels.At(PodTemplate.RevisionLabel).Text();

    private static int OrdinalOf(PodView pod)
    {
        var suffix = pod.Key.Name.AsSpan(pod.Key.Name.LastIndexOf('-') + 1);
        return int.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;
    }
}
