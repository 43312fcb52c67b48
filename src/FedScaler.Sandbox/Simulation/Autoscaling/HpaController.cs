using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>
/// The HorizontalPodAutoscaler controller (kubernetes pkg/controller/podautoscaler/horizontal.go): every autoscaler is synced each
/// sync period, counted from when it was first seen, and writes its target's spec.replicas and its own status.
/// </summary>
internal sealed class HpaController(SimulationContext context, SimulatedMetrics metrics) : KeyedController(context)
{
    private readonly Dictionary<ObjectKey, HpaMemory> _memory = [];

    public override void Observe(IndexChange change)
    {
        if (change.Event.Resource != KnownResources.HorizontalPodAutoscalers) return;
        var key = change.Event.Key;
        if (change.Event.Type == WatchEventType.Deleted)
        {
            Forget(key);
            _memory.Remove(key);
        }
        else if (DueOf(key) is null)
        {
            MarkDue(key, Context.Now + Context.Settings.HpaSyncPeriod);
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Index.Get(KnownResources.HorizontalPodAutoscalers, key) is not { } hpa) return;
        MarkDue(key, Context.Now + Context.Settings.HpaSyncPeriod);
        if (!_memory.TryGetValue(key, out var memory)) _memory[key] = memory = new();
        var spec = memory.SpecOf(hpa, Context.Settings);
        var status = new HpaStatus(hpa, Context.Now);
        Sync(spec, status, memory);
        status.WriteIfChanged(change => Context.Update(KnownResources.HorizontalPodAutoscalers, key, change));
    }

    private void Sync(HpaSpec spec, HpaStatus status, HpaMemory memory)
    {
        if (ScaleTarget.Find(Index, spec.TargetType, spec.Target) is not { } target)
        {
            var missing = $"{spec.TargetType?.ToString() ?? spec.Target.Kind} \"{spec.Target.Name}\" not found";
            status.Set("AbleToScale", false, "FailedGetScale", $"the HPA controller was unable to get the target's current scale: {missing}");
            return;
        }

        status.Set("AbleToScale", true, "SucceededGetScale", "the HPA controller was able to get the target's current scale");
        if (memory.IsNew) memory.Recommend(Context.Now, target.Replicas);
        if (target.Replicas == 0 && spec.MinReplicas != 0)
        {
            status.Set("ScalingActive", false, "ScalingDisabled", "scaling is disabled since the replica count of the target is zero");
            status.SetScale(target.Replicas, 0, null, rescaled: false);
        }
        else if (target.Replicas > spec.MaxReplicas) Rescale(spec, status, memory, target, spec.MaxReplicas, null);
        else if (target.Replicas < spec.MinReplicas) Rescale(spec, status, memory, target, spec.MinReplicas, null);
        else FollowMetrics(spec, status, memory, target);
    }

    private void FollowMetrics(HpaSpec spec, HpaStatus status, HpaMemory memory, ScaleTarget target)
    {
        if (!TryRecommend(spec, status, target, out var recommended, out var current))
        {
            status.KeepScale(target.Replicas);
            return;
        }

        var decision = ReplicaNormalizer.Normalize(spec, memory, target.Replicas, recommended, Context.Now);
        status.Set("AbleToScale", true, decision.Able.Reason, decision.Able.Message);
        status.Set("ScalingLimited", decision.IsLimited, decision.Limited.Reason, decision.Limited.Message);
        if (decision.Replicas != target.Replicas) Rescale(spec, status, memory, target, decision.Replicas, current);
        else status.SetScale(target.Replicas, target.Replicas, current, rescaled: false);
    }

    /// <summary>The most that any metric asks for. A metric that fails forbids scaling down, and all failing forbid everything.</summary>
    private bool TryRecommend(HpaSpec spec, HpaStatus status, ScaleTarget target, out int recommended, out JsonArray current)
    {
        (recommended, current) = (0, []);
        if (Rivals(spec) is { Count: > 1 } rivals)
        {
            var names = string.Join(' ', rivals);
            var message = $"pods by selector {Selector(target)} are controlled by multiple HPAs: [{names}]";
            status.Set("ScalingActive", false, "AmbiguousSelector", message);
            return false;
        }

        var evaluator = new MetricEvaluator(spec, target, PodsOf(target), metrics, Context.Settings, Context.Now);
        var name = "";
        var failures = new List<MetricProposal.Failed>();
        foreach (var proposal in spec.Metrics.Select(evaluator.Evaluate))
        {
            if (proposal is MetricProposal.Failed failed) failures.Add(failed);
            if (proposal is not MetricProposal.Found found) continue;
            current.Add((JsonNode)found.Status);
            if (name.Length == 0 || found.Replicas > recommended) (recommended, name) = (found.Replicas, found.Name);
        }

        if (failures.Count == spec.Metrics.Count || (failures.Count > 0 && recommended < target.Replicas))
        {
            status.Set("ScalingActive", false, failures[0].Reason, failures[0].Message);
            return false;
        }

        status.Set("ScalingActive", true, "ValidMetricFound", $"the HPA was able to successfully calculate a replica count from {name}");
        return true;
    }

    private void Rescale(HpaSpec spec, HpaStatus status, HpaMemory memory, ScaleTarget target, int replicas, JsonArray? current)
    {
        Context.Update(target.Resource, target.Key, value => value.Ensure("spec").Put("replicas", replicas));
        status.Set("AbleToScale", true, "SucceededRescale", $"the HPA controller was able to update the target scale to {replicas}");
        if (spec.HasBehavior)
            memory.NoteScaling(Context.Now, target.Replicas, replicas, (replicas > target.Replicas ? spec.Up : spec.Down).LongestPeriod);
        status.SetScale(target.Replicas, replicas, current, rescaled: true);
    }

    private List<PodView> PodsOf(ScaleTarget target) =>
        [.. Index.Pods.Where(pod => pod.Key.Namespace == target.Key.Namespace && LabelSelector.Matches(target.Selector, pod.Labels))];

    /// <summary>The autoscalers of the same target, by name: with more than one, none may scale.</summary>
    private List<string> Rivals(HpaSpec spec) =>
    [
        .. Index.All(KnownResources.HorizontalPodAutoscalers).Values
            .Where(hpa => hpa.Key().Namespace == spec.Key.Namespace
                && hpa.At("spec", "scaleTargetRef").Text("kind") == spec.Target.Kind
                && hpa.At("spec", "scaleTargetRef").Text("name") == spec.Target.Name)
            .Select(hpa => hpa.Key().ToString()),
    ];

    private static string Selector(ScaleTarget target) =>
        string.Join(',', (target.Selector.At("matchLabels") as JsonObject ?? []).Select(label => $"{label.Key}={label.Value.Text()}"));
}
