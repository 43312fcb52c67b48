using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// OpenKruise's CloneSet: pods of its own without ReplicaSets, and scaleStrategy.podsToDelete, which names pods that go first when
/// it shrinks and are replaced when it does not (openkruise/kruise pkg/controller/cloneset/sync/cloneset_scale.go).
/// </summary>
internal sealed class CloneSetController(SimulationContext context) : PodOwnerController(context, CloneSetDefinition.Resource)
{
    private const string InstanceLabel = "apps.kruise.io/cloneset-instance-id";

    private readonly VolumeClaims _claims = new(context);

    protected override void Sync(ObjectKey key, JsonObject workload)
    {
        // Unlike a ReplicaSet it does not even write its status meanwhile.
        if (!HasSeenItsWrites(workload)) return;
        var revision = PodTemplate.HashOf(workload);
        var active = PodsOf(workload).Where(pod => pod.IsActive).ToList();
        if (!workload.IsTerminating())
        {
            if (!Scale(workload, revision, active)) Update(workload, revision, active);
            DropInactiveNames(workload, active);
        }

        WriteStatus(key, workload, revision, active);
    }

    /// <summary>Whether there was something to do about the count, or about named pods.</summary>
    private bool Scale(JsonObject set, string revision, List<PodView> active)
    {
        var surplus = active.Count - set.At("spec", "replicas").Int(1);
        for (var i = surplus; i < 0; i++) CreatePod(set, revision);
        if (surplus < 0) return true;
        var names = NamedPods(set).ToHashSet(StringComparer.Ordinal);
        var named = active.Where(pod => names.Contains(pod.Key.Name)).ToList();
        // As long as one named pod is there, none is picked by rank.
        if (named.Count > 0) return DeleteWithinLimit(set, active, surplus, named);
        if (surplus == 0) return false;
        var ranked = new List<PodView>(active);
        ranked.Sort(VictimRanking.Among(active, Context.Now));
        return DeleteWithinLimit(set, active, surplus, ranked.Take(surplus));
    }

    /// <summary>Pods that are not ready go at once, ready ones only as far as maxUnavailable and the surplus allow.</summary>
    private bool DeleteWithinLimit(JsonObject set, List<PodView> active, int surplus, IEnumerable<PodView> victims)
    {
        var limit = MaxUnavailable(set) + surplus - active.Count(pod => !pod.IsServing);
        foreach (var victim in victims)
        {
            if (victim.IsServing && limit-- <= 0) continue;
            DeleteExpected(set, victim);
            if (victim.Labels.At(InstanceLabel).Text() is { } id) _claims.Delete(set, id);
        }

        return true;
    }

    /// <summary>Recreates outdated pods within maxUnavailable down to the partition.</summary>
    private void Update(JsonObject set, string revision, List<PodView> active)
    {
        var partition = RolloutBounds.Resolve(set.At("spec", "updateStrategy").At("partition"), active.Count, Math.Ceiling, otherwise: "0%");
        var outdated = active.Where(pod => RevisionOf(pod) != revision).ToList();
        var budget = Math.Min(outdated.Count - partition, Math.Max(1, MaxUnavailable(set)) - active.Count(pod => !pod.IsServing));
        foreach (var pod in outdated.Take(Math.Max(0, budget))) DeleteExpected(set, pod);
    }

    /// <summary>20% where it is absent; rounded up, as there is no maxSurge here.</summary>
    private static int MaxUnavailable(JsonObject set) => RolloutBounds.Resolve(
        set.At("spec", "updateStrategy").At("maxUnavailable"), set.At("spec", "replicas").Int(1), Math.Ceiling, otherwise: "20%");

    /// <summary>
    /// Takes names out of podsToDelete that are not of active pods (truncatePodsToDelete): of those that have gone, and, though
    /// they stay, of those that failed.
    /// </summary>
    private void DropInactiveNames(JsonObject set, List<PodView> active)
    {
        var names = NamedPods(set).ToList();
        var there = active.Select(pod => pod.Key.Name).ToHashSet(StringComparer.Ordinal);
        if (names.TrueForAll(there.Contains)) return;
        Context.Update(CloneSetDefinition.Resource, set.Key(), value =>
        {
            var strategy = value.Ensure("spec").Ensure("scaleStrategy");
            var left = NamedPods(value).Where(name => there.Contains(name) || !names.Contains(name, StringComparer.Ordinal)).ToList();
            return strategy.Put("podsToDelete", left.Count == 0 ? null : new JsonArray([.. left.Select(name => (JsonNode)name)]));
        });
    }

    private static IEnumerable<string> NamedPods(JsonObject set) =>
        set.At("spec", "scaleStrategy", "podsToDelete").Items().Select(name => name.Text()).OfType<string>();

    private void CreatePod(JsonObject set, string revision)
    {
        var (name, id) = FreeName(set.Key());
        _claims.Create(set, id, [(InstanceLabel, id)], PodTemplate.OwnedBy(set, CloneSetDefinition.Resource));
        CreateExpected(set, PodTemplate.NewPod(set, CloneSetDefinition.Resource, name, set.At("spec", "template"),
            [(InstanceLabel, id), (PodTemplate.RevisionLabel, revision)]));
    }

    private void WriteStatus(ObjectKey key, JsonObject set, string revision, List<PodView> active)
    {
        var availability = Availability.Of(active, set.At("spec", "minReadySeconds").Int(), Context.Now);
        if (availability.NextChange is { } due) MarkDue(key, due);
        var status = (JsonObject?)set["status"]?.DeepClone() ?? [];
        var updated = active.Where(pod => RevisionOf(pod) == revision).ToList();
        var changed = status.Put("observedGeneration", set.At("metadata", "generation").Number())
            | status.Put("replicas", active.Count)
            | status.Put("readyReplicas", availability.Ready)
            | status.Put("availableReplicas", availability.Available)
            | status.Put("updatedReplicas", updated.Count)
            | status.Put("updatedReadyReplicas", updated.Count(pod => pod.IsReady))
            | status.Put("expectedUpdatedReplicas", set.At("spec", "replicas").Int(1))
            | status.Put("updateRevision", revision)
            | status.Put("labelSelector", LabelSelector.Text(set.At("spec", "selector")));
        if (changed) WriteStatus(key, set, status);
    }

    private static string? RevisionOf(PodView pod) => pod.Labels.At(PodTemplate.RevisionLabel).Text();
}
