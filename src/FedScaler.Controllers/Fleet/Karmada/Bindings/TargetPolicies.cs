using FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Core.Capacity;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>What the hub's bindings, and whoever else scales there, say of targets.</summary>
internal sealed class TargetPolicies : ITargetPolicies
{
    private readonly Informer<BindingRecord> _bindings;
    private readonly BindingViews _views;
    private readonly Templates _templates;
    private readonly Rivals _rivals;
    private readonly SyncedCounts _synced;

    /// <param name="views">Made from <paramref name="bindings"/> before this is: what is told here is in them.</param>
    public TargetPolicies(Informer<BindingRecord> bindings, BindingViews views, Templates templates, Rivals rivals, SyncedCounts synced)
    {
        (_bindings, _views, _templates, _rivals, _synced) = (bindings, views, templates, rivals, synced);
        _bindings.Subscribe(Note);
        _views.Subscribe(change => Changed?.Invoke(TargetRef.Of(change.Object)));
        _views.StatusChanged += _ => Changed?.Invoke(null);
        _rivals.Changed += Note;
        _synced.Changed += name => Note(name);
    }

    /// <inheritdoc/>
    public event Action<TargetRef?>? Changed;

    /// <inheritdoc/>
    public bool Synced => _views.Status.Synced;

    /// <inheritdoc/>
    public string? Excludes(TargetRef target, string cluster)
    {
        if (Find(target) is not { } binding) return null;
        if (binding.Evicting.TryGetValue(cluster, out var reason)) return $"Karmada moves it out of {cluster} (spec.gracefulEvictionTasks of ResourceBinding {binding.Key}: {reason})";
        return ViewOf(binding)?.Policy.Excluded.GetValueOrDefault(cluster);
    }

    /// <inheritdoc/>
    public bool Empties(TargetRef target, string cluster) => Find(target) is { } binding && (binding.Evicting.ContainsKey(cluster) || binding.Clusters.Any(bound => bound.Name == cluster));

    /// <inheritdoc/>
    public FleetConflict? ConflictOf(TargetRef target)
    {
        var named = $"{target.Kind} {target.Namespace}/{target.Name}";
        if (Find(target) is not { } binding)
            return new("NoBinding", $"Karmada has no ResourceBinding for {named}: create the workload on the hub, and a PropagationPolicy with spec.schedulerName {BindingMarks.Scheduler} that selects it");
        if (binding.Policy is null)
            return new("NoPolicy", $"no policy governs ResourceBinding {binding.Key} any more: create a PropagationPolicy with spec.schedulerName {BindingMarks.Scheduler} that selects {named}");
        if (!binding.IsOurs)
            return new("OtherScheduler", $"ResourceBinding {binding.Key} is scheduled by {Name(binding.SchedulerName)}: make {binding.Policy} anew with spec.schedulerName {BindingMarks.Scheduler} (kubectl replace --force, as Karmada lets nobody change it in place), or move a FederatedHPA with fedscaler migrate");
        if (binding.IsSchedulingSuspended)
            return new("SchedulingSuspended", $"spec.suspension.scheduling of ResourceBinding {binding.Key} is true: nothing is assigned until it is false");
        if (_rivals.RivalOf(target) is { } rival)
            return new("OtherAutoscaler", $"{rival} on the hub scales {named}, too: delete it; fedscaler migrate federatedhpa makes a FedHPA of a FederatedHPA");
        if (_synced.Find(target) is { } counts)
            return new("ReplicasSyncer", $"Karmada's deploymentReplicasSyncer wrote {counts.To} over the count {counts.From} of {named}, from what the members report: take it out of --controllers of karmada-controller-manager; nothing is written until it has not done so for {SyncedCounts.Memory.TotalMinutes} minutes");
        if (!_rivals.IsRetained(target))
            return new("NoRetention", $"no ResourceInterpreterCustomization retains spec.replicas of {target.ApiVersion} {target.Kind}, and Karmada would put members' counts back: apply the one in charts/fedscaler/karmada, or one of your own with spec.customizations.retention");
        return ViewOf(binding)?.Policy.Refusal;
    }

    /// <inheritdoc/>
    public PodTemplateRequirements? PodsOf(TargetRef target) => _templates.Get(target)?.Pods;

    private static string Name(string scheduler) => scheduler.Length == 0 ? "Karmada's own scheduler" : scheduler;

    private BindingRecord? Find(TargetRef target) =>
        _bindings.Get(KarmadaBindingName.Of(target)) is { IsDeleting: false } binding && WorkloadName.Of(binding.Target) == WorkloadName.Of(target) ? binding : null;

    private KarmadaBinding? ViewOf(BindingRecord binding) => _views.Get(binding.Key) as KarmadaBinding;

    private void Note(InformerChange<BindingRecord> change) => Changed?.Invoke(change.Object.Target);

    private void Note(WorkloadName? workload)
    {
        if (workload is not { } name) Changed?.Invoke(null);
        else if (_bindings.Get(KarmadaBindingName.Of(new TargetRef(name.Namespace, name.Group, name.Kind, name.Name))) is { } binding) Changed?.Invoke(binding.Target);
    }
}
