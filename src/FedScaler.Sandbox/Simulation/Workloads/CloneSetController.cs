using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// OpenKruise's CloneSet: pods of its own without ReplicaSets, and scaleStrategy.podsToDelete, which names pods that go first when
/// it shrinks and are replaced when it does not (openkruise/kruise pkg/controller/cloneset/sync).
/// </summary>
internal sealed class CloneSetController(SimulationContext context) : KeyedController(context)
{
    private const string InstanceLabel = "apps.kruise.io/cloneset-instance-id";

    public override void Observe(IndexChange change)
    {
        if (change.Event.Resource == CloneSetDefinition.Resource) MarkDirty(change.Event.Key);
        else if (ReplicaSetController.OwnerOf(change, "CloneSet") is { } owner) MarkDirty(owner);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Index.Get(CloneSetDefinition.Resource, key) is not { } set)
        {
            Forget(key);
            return;
        }

        var revision = PodTemplate.HashOf(set);
        var pods = Index.PodsOf(set.Uid());
        var active = pods.Where(pod => pod.IsActive).ToList();
        if (!set.IsTerminating())
        {
            Scale(set, revision, pods, active);
            DropDeletedNames(set);
        }

        WriteStatus(key, set, revision, active);
    }

    private void Scale(JsonObject set, string revision, IReadOnlyCollection<PodView> pods, List<PodView> active)
    {
        var wanted = set.At("spec", "replicas").Int(1);
        var named = NamedPods(set).ToHashSet(StringComparer.Ordinal);
        var victims = active.Where(pod => named.Contains(pod.Key.Name)).ToList();
        var others = active.Except(victims).ToList();
        others.Sort(VictimRanking.Among(pods, Context.Now));
        // Named pods go whatever the count; only what is then still too much is picked by rank.
        var surplus = Math.Max(0, others.Count - wanted);
        foreach (var pod in victims.Concat(others.Take(surplus))) Context.DeletePod(pod);
        for (var i = others.Count; i < wanted; i++) CreatePod(set, revision);
        if (victims.Count == 0 && others.Count == wanted) Update(set, revision, others, wanted);
    }

    /// <summary>Recreates outdated pods within maxUnavailable (20% where it is absent) down to the partition.</summary>
    private void Update(JsonObject set, string revision, List<PodView> active, int wanted)
    {
        var strategy = set.At("spec", "updateStrategy");
        var partition = RolloutBounds.Resolve(strategy.At("partition"), wanted, Math.Ceiling, otherwise: "0%");
        var unavailable = Math.Max(1, RolloutBounds.Resolve(strategy.At("maxUnavailable"), wanted, Math.Floor, otherwise: "20%"));
        var outdated = active.Where(pod => RevisionOf(pod) != revision).ToList();
        var budget = Math.Min(outdated.Count - partition, unavailable - active.Count(pod => !pod.IsServing));
        foreach (var pod in outdated.Take(Math.Max(0, budget))) Context.DeletePod(pod);
    }

    /// <summary>Takes names out of podsToDelete whose pods have gone.</summary>
    private void DropDeletedNames(JsonObject set)
    {
        var key = set.Key();
        var names = NamedPods(set).ToList();
        var left = names.Where(name => Context.Exists(KnownResources.Pods, key with { Name = name })).ToList();
        if (left.Count == names.Count) return;
        Context.Update(CloneSetDefinition.Resource, key, value =>
        {
            var strategy = value.Ensure("spec").Ensure("scaleStrategy");
            return strategy.Put("podsToDelete", left.Count == 0 ? null : new JsonArray([.. left.Select(name => (JsonNode)name)]));
        });
    }

    private static IEnumerable<string> NamedPods(JsonObject set) =>
        set.At("spec", "scaleStrategy", "podsToDelete").Items().Select(name => name.Text()).OfType<string>();

    private void CreatePod(JsonObject set, string revision)
    {
        var key = set.Key();
        var (name, id) = ("", "");
        do
        {
            id = Context.Names.Suffix();
            name = $"{key.Name}-{id}";
        }
        while (Context.Exists(KnownResources.Pods, key with { Name = name }));
        Context.Create(KnownResources.Pods, PodTemplate.NewPod(set, CloneSetDefinition.Resource, name, set.At("spec", "template"),
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
            | status.Put("labelSelector", Selector(set));
        if (!changed) return;
        Context.Update(CloneSetDefinition.Resource, key, value =>
        {
            value["status"] = status;
            return value.Uid() == set.Uid();
        });
    }

    private static string? RevisionOf(PodView pod) => pod.Labels.At(PodTemplate.RevisionLabel).Text();

    private static string Selector(JsonObject set)
    {
        var labels = set.At("spec", "selector", "matchLabels") as JsonObject ?? [];
        return string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value.Text()}"));
    }
}
