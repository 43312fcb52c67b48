using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// Pods with ordinals, one after the other unless podManagementPolicy is Parallel (kubernetes pkg/controller/statefulset). Of the
/// apps group, or OpenKruise's, which differs here in spec.reserveOrdinals.
/// </summary>
internal sealed class StatefulSetController(SimulationContext context, ResourceType resource) : PodOwnerController(context, resource)
{
    private readonly VolumeClaims _claims = new(context);

    protected override void Sync(ObjectKey key, JsonObject workload)
    {
        var revision = $"{key.Name}-{PodTemplate.HashOf(workload)}";
        var pods = new SortedDictionary<int, PodView>();
        foreach (var pod in PodsOf(workload)) pods[OrdinalOf(pod)] = pod;
        if (!workload.IsTerminating()) Move(workload, revision, pods);
        WriteStatus(key, workload, revision, [.. pods.Values]);
    }

    private void Move(JsonObject set, string revision, SortedDictionary<int, PodView> pods)
    {
        var wanted = ReservedOrdinals.Wanted(set);
        var parallel = set.At("spec", "podManagementPolicy").Text() == "Parallel";
        if (!Grow(set, revision, pods, wanted, parallel)) return;
        if (!Shrink(pods, wanted, parallel)) return;
        Update(set, revision, pods, wanted);
    }

    /// <summary>Creates what is missing from the lowest ordinal on; false when one has to be waited for first.</summary>
    private bool Grow(JsonObject set, string revision, SortedDictionary<int, PodView> pods, SortedSet<int> wanted, bool parallel)
    {
        foreach (var ordinal in wanted)
        {
            if (!pods.TryGetValue(ordinal, out var pod)) CreatePod(set, revision, ordinal);
            else if (pod.IsFinished) Context.DeletePod(pod);
            if (!parallel && pod is not { IsServing: true }) return false;
        }

        return true;
    }

    /// <summary>Deletes what is too much, the highest ordinal first; false while one is on its way out.</summary>
    private bool Shrink(SortedDictionary<int, PodView> pods, SortedSet<int> wanted, bool parallel)
    {
        var surplus = pods.Where(pod => !wanted.Contains(pod.Key)).Select(pod => pod.Value).Reverse().ToList();
        foreach (var pod in surplus)
        {
            Context.DeletePod(pod);
            if (!parallel) break;
        }

        return surplus.Count == 0;
    }

    /// <summary>RollingUpdate replaces one pod at a time from the highest ordinal down to the partition.</summary>
    private void Update(JsonObject set, string revision, SortedDictionary<int, PodView> pods, SortedSet<int> wanted)
    {
        if (set.At("spec", "updateStrategy", "type").Text() == "OnDelete") return;
        var partition = set.At("spec", "updateStrategy", "rollingUpdate").At("partition").Int();
        foreach (var ordinal in wanted.Reverse().TakeWhile(ordinal => ordinal >= partition))
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
        var pod = PodTemplate.NewPod(set, Resource, name, set.At("spec", "template"),
        [
            ("statefulset.kubernetes.io/pod-name", name),
            ("apps.kubernetes.io/pod-index", $"{ordinal}"),
            (PodTemplate.RevisionLabel, before ?? revision),
        ]);
        pod.Ensure("spec")["hostname"] = name;
        _claims.Create(set, $"{ordinal}", [], owner: null);
        Context.Create(KnownResources.Pods, pod);
    }

    private void WriteStatus(ObjectKey key, JsonObject set, string revision, List<PodView> pods)
    {
        var availability = Availability.Of(pods.Where(pod => pod.IsActive), set.At("spec", "minReadySeconds").Int(), Context.Now);
        if (availability.NextChange is { } due) MarkDue(key, due);
        var staying = pods.Where(pod => !pod.IsTerminating).ToList();
        var updated = staying.Count(pod => RevisionOf(pod) == revision);
        var current = updated == staying.Count ? revision : set.At("status", "currentRevision").Text() ?? revision;
        var status = (JsonObject?)set["status"]?.DeepClone() ?? [];
        var changed = status.Put("observedGeneration", set.At("metadata", "generation").Number())
            | status.Put("replicas", pods.Count)
            | status.Put("readyReplicas", availability.Ready)
            | status.Put("availableReplicas", availability.Available)
            | status.Put("currentReplicas", staying.Count(pod => RevisionOf(pod) == current))
            | status.Put("updatedReplicas", updated)
            | status.Put("currentRevision", current)
            | status.Put("updateRevision", revision)
            | status.Put("collisionCount", 0)
            // Only a custom resource has to spell its selector out for the scale subresource.
            | status.Put("labelSelector", Resource == KnownResources.StatefulSets ? null : LabelSelector.Text(set.At("spec", "selector")));
        if (changed) WriteStatus(key, set, status);
    }

    private static string? RevisionOf(PodView pod) => pod.Labels.At(PodTemplate.RevisionLabel).Text();

    private static int OrdinalOf(PodView pod)
    {
        var suffix = pod.Key.Name.AsSpan(pod.Key.Name.LastIndexOf('-') + 1);
        return int.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;
    }
}
