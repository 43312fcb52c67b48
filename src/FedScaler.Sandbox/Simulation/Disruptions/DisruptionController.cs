using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Autoscaling;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Simulation.Workloads;

namespace FedScaler.Sandbox.Simulation.Disruptions;

/// <summary>Keeps the status of PodDisruptionBudgets, by which evictions are let through (kubernetes pkg/controller/disruption).</summary>
internal sealed class DisruptionController(SimulationContext context) : KeyedController(context)
{
    /// <summary>DeletionTimeout: an eviction that was let through and did not happen within it is forgotten.</summary>
    private static readonly TimeSpan EvictionTimeout = TimeSpan.FromMinutes(2);

    public override void Observe(IndexChange change)
    {
        var budgets = Index.All(KnownResources.PodDisruptionBudgets);
        if (change.Event.Resource == KnownResources.PodDisruptionBudgets)
        {
            if (change.Event.Type == WatchEventType.Deleted) Forget(change.Event.Key);
            else MarkDirty(change.Event.Key);
            return;
        }

        if (budgets.Count == 0 || change.Node is not null) return;
        foreach (var (key, budget) in budgets)
        {
            if (key.Namespace != change.Event.Key.Namespace) continue;
            // What a workload asks for is what percentages are of.
            if (change.Pod is null || Covers(budget, change.Pod) || (change.PodBefore is { } before && Covers(budget, before))) MarkDirty(key);
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Index.Get(KnownResources.PodDisruptionBudgets, key) is not { } budget) return;
        var pods = Index.Pods.Where(pod => pod.Key.Namespace == key.Namespace && Covers(budget, pod)).OrderBy(pod => pod.Key, ObjectKeyOrder.Instance).ToList();
        var (expected, desired) = Counts(budget["spec"], pods);
        var disrupted = Disrupted(key, budget, pods);
        var healthy = pods.Count(pod => pod is { IsTerminating: false, IsReady: true } && !disrupted.ContainsKey(pod.Key.Name));
        var allowed = expected > 0 ? Math.Max(0, healthy - desired) : 0;
        var status = (JsonObject?)budget["status"]?.DeepClone() ?? [];
        var generation = budget.At("metadata", "generation").Number();
        var changed = status.Put("disruptionsAllowed", allowed)
            | status.Put("currentHealthy", healthy)
            | status.Put("desiredHealthy", desired)
            | status.Put("expectedPods", expected)
            | status.Put("disruptedPods", disrupted.Count > 0 ? disrupted : null)
            | status.Put("observedGeneration", generation)
            | Conditions.Set(status, "DisruptionAllowed", allowed > 0 ? "True" : "False", allowed > 0 ? "SufficientPods" : "InsufficientPods", "", Context.Now);
        changed |= Conditions.Find(status, "DisruptionAllowed")!.Put("observedGeneration", generation);
        if (!changed) return;
        Context.Update(KnownResources.PodDisruptionBudgets, key, value =>
        {
            // An eviction that was let through since must not be lost.
            if (!JsonNode.DeepEquals(value.At("status", "disruptedPods"), budget.At("status", "disruptedPods"))) return false;
            value["status"] = status;
            return value.Uid() == budget.Uid();
        });
    }

    /// <summary>policy/v1: an empty selector covers every pod of the namespace, none covers nothing.</summary>
    private static bool Covers(JsonObject budget, PodView pod) => LabelSelector.Matches(budget.At("spec", "selector"), pod.Labels);

    private (int Expected, int Desired) Counts(JsonNode? spec, List<PodView> pods)
    {
        if (spec.At("maxUnavailable") is { } most)
        {
            var scale = Scale(pods);
            return (scale, Math.Max(0, scale - RolloutBounds.Resolve(most, scale, Math.Ceiling)));
        }

        var least = spec.At("minAvailable");
        if (least.Number() is { } number) return (pods.Count, (int)number);
        var expected = least is null ? 0 : Scale(pods);
        return (expected, expected == 0 ? 0 : RolloutBounds.Resolve(least, expected, Math.Ceiling));
    }

    /// <summary>What the controllers of the pods ask for in all.</summary>
    private int Scale(List<PodView> pods) => pods.Select(pod => (Type: TypeOf(pod), pod.Workload)).Distinct()
        .Sum(owner => ScaleTarget.Find(Index, owner.Type, owner.Workload)?.Replicas ?? 0);

    private static ResourceType? TypeOf(PodView pod) => ScaleTarget.TypeOf(pod.Object.ControllerRef().Text("apiVersion"), pod.Workload.Kind);

    /// <summary>The evictions that were let through, whose pods have not begun to go yet.</summary>
    private JsonObject Disrupted(ObjectKey key, JsonObject budget, List<PodView> pods)
    {
        var disrupted = new JsonObject();
        foreach (var pod in pods)
        {
            if (pod.IsTerminating || budget.At("status", "disruptedPods").At(pod.Key.Name) is not { } since || since.Time() is not { } time) continue;
            var due = time + EvictionTimeout;
            if (due <= Context.Now) continue;
            disrupted[pod.Key.Name] = since.DeepClone();
            if (DueOf(key) is not { } sooner || due < sooner) MarkDue(key, due);
        }

        return disrupted;
    }
}
