using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Autoscaling;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Autoscaling;

/// <summary>
/// Karmada's central autoscaler (pkg/controllers/federatedhpa): every sync period it scales the template on the hub by what the
/// pods of all members use. Simplified where the template is Divided: the members' replicas are taken to be the template's.
/// </summary>
internal sealed class FederatedHpaController(KarmadaContext context) : KarmadaController(context)
{
    private static readonly SimulationSettings Settings = new();

    private readonly Dictionary<ObjectKey, HpaMemory> _memory = [];

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null || change.Event.Resource != KarmadaResources.FederatedHpas) return;
        var key = change.Event.Key;
        if (change.Event.Type == WatchEventType.Deleted)
        {
            Forget(key);
            _memory.Remove(key);
        }
        else if (DueOf(key) is null)
        {
            MarkDue(key, Context.Now + Settings.HpaSyncPeriod);
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(KarmadaResources.FederatedHpas, key) is not { } hpa) return;
        MarkDue(key, Context.Now + Settings.HpaSyncPeriod);
        if (!_memory.TryGetValue(key, out var memory)) _memory[key] = memory = new();
        var status = new HpaStatus(hpa, Context.Now);
        Sync(memory.SpecOf(hpa, Settings), status, memory);
        status.WriteIfChanged(change => Hub.Update(KarmadaResources.FederatedHpas, key, change));
    }

    private void Sync(HpaSpec spec, HpaStatus status, HpaMemory memory)
    {
        var key = new ObjectKey(spec.Target.Namespace, spec.Target.Name);
        if (spec.TargetType is not { } type || Hub.Get(type, key) is not { } template)
        {
            var missing = $"{spec.Target.Kind} \"{key.Name}\" not found";
            status.Set("AbleToScale", false, "FailedGetScale", $"the HPA controller was unable to get the target's current scale: {missing}");
            return;
        }

        status.Set("AbleToScale", true, "SucceededGetScale", "the HPA controller was able to get the target's current scale");
        var target = new ScaleTarget(type, key, template.At("spec", "replicas").Int(1), template.At("status", "replicas").Int(), template.At("spec", "selector"));
        if (memory.IsNew) memory.Recommend(Context.Now, target.Replicas);
        if (target.Replicas > spec.MaxReplicas) Rescale(spec, status, memory, target, spec.MaxReplicas);
        else if (target.Replicas < spec.MinReplicas) Rescale(spec, status, memory, target, spec.MinReplicas);
        else FollowMetrics(spec, status, memory, target);
    }

    private void FollowMetrics(HpaSpec spec, HpaStatus status, HpaMemory memory, ScaleTarget target)
    {
        var metrics = Gather(target);
        var evaluator = new MetricEvaluator(spec, target, metrics.Pods, metrics, Settings, Context.Now);
        var proposals = spec.Metrics.Select(evaluator.Evaluate).ToList();
        var found = proposals.OfType<MetricProposal.Found>().ToList();
        var recommended = found.Select(static each => each.Replicas).DefaultIfEmpty().Max();
        var failed = proposals.OfType<MetricProposal.Failed>().FirstOrDefault();
        if (failed is not null && (found.Count == 0 || recommended < target.Replicas))
        {
            status.Set("ScalingActive", false, failed.Reason, failed.Message);
            status.KeepScale(target.Replicas);
            return;
        }

        var name = found.First(each => each.Replicas == recommended).Name;
        status.Set("ScalingActive", true, "ValidMetricFound", $"the HPA was able to successfully calculate a replica count from {name}");
        var decision = ReplicaNormalizer.Normalize(spec, memory, target.Replicas, recommended, Context.Now);
        status.Set("AbleToScale", true, decision.Able.Reason, decision.Able.Message);
        status.Set("ScalingLimited", decision.IsLimited, decision.Limited.Reason, decision.Limited.Message);
        if (decision.Replicas != target.Replicas) Rescale(spec, status, memory, target, decision.Replicas);
        else status.SetScale(target.Replicas, target.Replicas, new JsonArray([.. found.Select(static each => each.Status)]), rescaled: false);
    }

    /// <summary>The pods of the template in the members that its binding names and that answer: what a silent one runs is left out.</summary>
    private FleetMetrics Gather(ScaleTarget target)
    {
        var metrics = new FleetMetrics();
        var binding = Hub.Get(KarmadaResources.ResourceBindings, target.Key.Namespace, KarmadaKeys.BindingNameOf(target.Resource.Kind, target.Key.Name));
        foreach (var cluster in binding.At("spec", "clusters").Items().Select(static each => each.Text("name")).Order(StringComparer.Ordinal))
        {
            if (!Context.Simulations.TryGetValue(cluster, out var member) || !Context.Members[cluster].Answers) continue;
            var pods = member.Index.Pods.Where(pod => pod.Key.Namespace == target.Key.Namespace && LabelSelector.Matches(target.Selector, pod.Labels));
            metrics.Add(pods, member.Metrics);
        }

        return metrics;
    }

    private void Rescale(HpaSpec spec, HpaStatus status, HpaMemory memory, ScaleTarget target, int replicas)
    {
        Hub.Update(target.Resource, target.Key, value => value.Ensure("spec").Put("replicas", replicas));
        status.Set("AbleToScale", true, "SucceededRescale", $"the HPA controller was able to update the target scale to {replicas}");
        if (spec.HasBehavior)
            memory.NoteScaling(Context.Now, target.Replicas, replicas, (replicas > target.Replicas ? spec.Up : spec.Down).LongestPeriod);
        status.SetScale(target.Replicas, replicas, null, rescaled: true);
    }
}
