using FedScaler.Api;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;

/// <summary>What else on the hub scales workloads, and what tells Karmada to leave members' counts alone.</summary>
internal sealed class Rivals
{
    private readonly HubWatch<ScalerRecord>[] _others;
    private readonly HubWatch<ScalerRecord> _fedHpas;
    private readonly HubWatch<RetentionRecord> _retentions;

    public Rivals(IKubeClient hub, FleetOptions options, FleetServices services)
    {
        HubWatch<ScalerRecord> Watch(ResourceType type) =>
            new(hub, type.ApiVersion, type.Kind, new ScalerDecoder(), static scaler => scaler.Identity, options, services, static scaler => scaler.Target.Name);
        _others = [Watch(KarmadaResources.FederatedHpas), Watch(KarmadaResources.CronFederatedHpas), Watch(KnownResources.HorizontalPodAutoscalers)];
        _fedHpas = Watch(ApiResources.FedHpas);
        _retentions = new(
            hub, KarmadaResources.ResourceInterpreterCustomizations.ApiVersion, KarmadaResources.ResourceInterpreterCustomizations.Kind, new RetentionDecoder(), static r => r.Identity, options, services, static r => r.Kind);
        foreach (var watch in (HubWatch<ScalerRecord>[])[.. _others, _fedHpas])
        {
            watch.Changed += Tell;
            watch.StatusChanged += () => StatusChanged?.Invoke();
        }

        _retentions.Changed += _ => Changed?.Invoke(null);
        _retentions.StatusChanged += () => StatusChanged?.Invoke();
    }

    /// <summary>What scales a workload changed; null: any of them may be concerned.</summary>
    public event Action<WorkloadName?>? Changed;

    /// <summary>How far they can be believed changed.</summary>
    public event Action? StatusChanged;

    /// <summary>Why nobody can be said to be a rival yet, in words; null where all are known.</summary>
    public string? WhyUnknown => _others.Select(static watch => watch.WhyUnknown).Append(_fedHpas.WhyUnknown).Append(_retentions.WhyUnknown).FirstOrDefault(static why => why is not null);

    /// <summary>Whether a FedHPA is over the workload.</summary>
    public bool IsLed(TargetRef target) => Find(_fedHpas, WorkloadName.Of(target)) is not null;

    /// <summary>Whether that FedHPA is paused; false where there is none.</summary>
    public bool IsPaused(TargetRef target) => Find(_fedHpas, WorkloadName.Of(target)) is { IsPaused: true };

    /// <summary>Kind and key of what else scales the workload; null where nothing does.</summary>
    public string? RivalOf(TargetRef target)
    {
        var name = WorkloadName.Of(target);
        foreach (var watch in _others)
            if (Find(watch, name) is { } found) return $"{watch.Kind} {found.Key}";
        return null;
    }

    /// <summary>Whether Karmada leaves the count of this kind in a member as it is; a Deployment's it does by itself where the label says so.</summary>
    public bool IsRetained(TargetRef target) =>
        target is { ApiVersion: "apps/v1", Kind: "Deployment" } || _retentions.Find(target.Kind).Any(retention => retention.Retains && retention.ApiVersion == target.ApiVersion);

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll([.. _others.Select(watch => watch.RunAsync(cancellationToken)), _fedHpas.RunAsync(cancellationToken), _retentions.RunAsync(cancellationToken)]);

    private static ScalerRecord? Find(HubWatch<ScalerRecord> watch, WorkloadName name) => watch.Find(name.Name).FirstOrDefault(scaler => scaler.Target == name);

    private void Tell(InformerChange<ScalerRecord> change)
    {
        if (change is { Old: { } old } && old.Target != change.New?.Target) Changed?.Invoke(old.Target);
        if (change.New is { } now && (now.Target != change.Old?.Target || now.IsPaused != change.Old.IsPaused)) Changed?.Invoke(now.Target);
    }
}
