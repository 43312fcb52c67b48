using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// One ReplicaSet per template, scaled against each other within maxSurge and maxUnavailable (kubernetes pkg/controller/deployment).
/// </summary>
internal sealed class DeploymentController(SimulationContext context) : KeyedController(context)
{
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    public override void Observe(IndexChange change)
    {
        if (change.Event.Resource == KnownResources.Deployments) MarkDirty(change.Event.Key);
        else if (change.Event.Resource == KnownResources.ReplicaSets && change.Event.Object.ControllerRef() is { } owner)
            MarkDirty(new(change.Event.Key.Namespace, owner.Text("name")));
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Index.Get(KnownResources.Deployments, key) is not { } deployment || deployment.IsTerminating()) return;
        var hash = PodTemplate.HashOf(deployment);
        var all = Index.ReplicaSetsOf(deployment.Uid()).Select(set => new ReplicaSetView(set)).ToList();
        var current = all.Find(set => set.Hash == hash);
        var old = all.Where(set => set.Hash != hash).OrderBy(set => set.Revision).ToList();
        if (deployment.At("spec", "paused").IsTrue()) ScalePaused(deployment, current ?? old.LastOrDefault());
        else if (deployment.At("spec", "strategy", "type").Text() == "Recreate") Recreate(deployment, hash, current, old);
        else Roll(deployment, hash, current, old);
        new DeploymentStatus(Context, deployment, current, all).Write(key);
    }

    private static int Wanted(JsonObject deployment) => deployment.At("spec", "replicas").Int(1);

    private void ScalePaused(JsonObject deployment, ReplicaSetView? set)
    {
        if (set is not null) Scale(set, Wanted(deployment));
    }

    private void Recreate(JsonObject deployment, string hash, ReplicaSetView? current, List<ReplicaSetView> old)
    {
        foreach (var set in old) Scale(set, 0);
        if (old.Exists(set => Index.PodsOf(set.Object.Uid()).Any(pod => !pod.IsFinished))) return;
        if (current is null) CreateSet(deployment, hash, old, Wanted(deployment));
        else Scale(current, Wanted(deployment));
        CleanUp(deployment, old);
    }

    private void Roll(JsonObject deployment, string hash, ReplicaSetView? current, List<ReplicaSetView> old)
    {
        var wanted = Wanted(deployment);
        var bounds = RolloutBounds.Of(deployment.At("spec", "strategy", "rollingUpdate"), wanted);
        var total = old.Sum(set => set.Replicas) + (current?.Replicas ?? 0);
        var room = Math.Max(0, wanted + bounds.Surge - total);
        var next = Math.Min(wanted, (current?.Replicas ?? 0) + room);
        if (current is null) CreateSet(deployment, hash, old, next);
        else Adopt(deployment, current, old, next);
        if (current is null || old.TrueForAll(set => set.Replicas == 0)) CleanUp(deployment, old);
        else ShrinkOld(current, old, wanted - bounds.Unavailable);
    }

    /// <summary>Unhealthy pods of old sets first, then healthy ones as far as enough stay available.</summary>
    private void ShrinkOld(ReplicaSetView current, List<ReplicaSetView> old, int minAvailable)
    {
        var excess = old.Sum(set => set.Replicas) + current.Replicas - minAvailable - Math.Max(0, current.Replicas - current.Available);
        foreach (var set in old)
        {
            var unhealthy = Math.Clamp(set.Replicas - set.Available, 0, Math.Max(0, excess));
            excess -= unhealthy;
            Scale(set, set.Replicas - unhealthy);
        }

        var spare = current.Available + old.Sum(set => Math.Min(set.Available, set.Replicas)) - minAvailable;
        foreach (var set in old)
        {
            var healthy = Math.Clamp(set.Replicas, 0, Math.Max(0, spare));
            spare -= healthy;
            Scale(set, set.Replicas - healthy);
        }
    }

    private void Scale(ReplicaSetView set, int replicas)
    {
        if (set.Replicas == replicas) return;
        set.Replicas = replicas;
        Context.Update(KnownResources.ReplicaSets, set.Key, value => value.Ensure("spec").Put("replicas", replicas));
    }

    /// <summary>Scales the current set and, after a roll-back to it, makes it the newest revision again.</summary>
    private void Adopt(JsonObject deployment, ReplicaSetView current, List<ReplicaSetView> old, int replicas)
    {
        var newest = old.Select(set => set.Revision).DefaultIfEmpty().Max();
        var revision = current.Revision > newest ? current.Revision : newest + 1;
        var annotations = Annotations(deployment, revision);
        var there = current.Object.At("metadata", "annotations");
        if (current.Replicas != replicas || annotations.Any(one => there.At(one.Key).Text() != one.Value.Text()))
        {
            current.Replicas = replicas;
            Context.Update(KnownResources.ReplicaSets, current.Key, value =>
            {
                var changed = value.Ensure("spec").Put("replicas", replicas);
                foreach (var (name, text) in annotations) changed |= value.Ensure("metadata").Ensure("annotations").Put(name, text?.DeepClone());
                return changed;
            });
        }

        NoteRevision(deployment, revision);
    }

    private void CreateSet(JsonObject deployment, string hash, List<ReplicaSetView> old, int replicas)
    {
        var key = deployment.Key();
        var name = $"{key.Name}-{hash}";
        if (Context.Exists(KnownResources.ReplicaSets, key with { Name = name })) return;
        var revision = old.Select(set => set.Revision).DefaultIfEmpty().Max() + 1;
        var template = (JsonObject?)deployment.At("spec", "template")?.DeepClone() ?? [];
        template.Ensure("metadata").Ensure("labels")[PodTemplate.HashLabel] = hash;
        var selector = (JsonObject?)deployment.At("spec", "selector")?.DeepClone() ?? [];
        selector.Ensure("matchLabels")[PodTemplate.HashLabel] = hash;
        var set = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = key.Namespace,
                ["labels"] = template.At("metadata", "labels")?.DeepClone(),
                ["annotations"] = Annotations(deployment, revision),
                ["ownerReferences"] = PodTemplate.OwnedBy(deployment, KnownResources.Deployments),
            },
            ["spec"] = new JsonObject { ["replicas"] = replicas, ["selector"] = selector, ["template"] = template },
            ["status"] = new JsonObject { ["replicas"] = 0 },
        };
        set.Ensure("spec").Put("minReadySeconds", deployment.At("spec", "minReadySeconds")?.DeepClone());
        Context.Create(KnownResources.ReplicaSets, set);
        NoteRevision(deployment, revision);
    }

    private static JsonObject Annotations(JsonObject deployment, int revision)
    {
        var wanted = Wanted(deployment);
        var surge = RolloutBounds.Of(deployment.At("spec", "strategy", "rollingUpdate"), wanted).Surge;
        return new()
        {
            ["deployment.kubernetes.io/desired-replicas"] = $"{wanted}",
            ["deployment.kubernetes.io/max-replicas"] = $"{wanted + surge}",
            [RevisionAnnotation] = $"{revision}",
        };
    }

    private void NoteRevision(JsonObject deployment, int revision)
    {
        if (deployment.At("metadata", "annotations", RevisionAnnotation).Text() == $"{revision}") return;
        Context.Update(KnownResources.Deployments, deployment.Key(), value =>
            value.Ensure("metadata").Ensure("annotations").Put(RevisionAnnotation, $"{revision}"));
    }

    private void CleanUp(JsonObject deployment, List<ReplicaSetView> old)
    {
        var idle = old.Where(set => set is { Replicas: 0, Running: 0 }).ToList();
        var surplus = idle.Count - deployment.At("spec", "revisionHistoryLimit").Int(10);
        foreach (var set in idle.Take(Math.Max(0, surplus))) Context.Delete(KnownResources.ReplicaSets, set.Key, set.Object.Uid());
    }
}
