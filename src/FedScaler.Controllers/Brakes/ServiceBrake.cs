using System.Diagnostics.Metrics;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Brakes;

/// <summary>The service's brake: one key of one ConfigMap in its namespace, or a flag at its start.</summary>
public sealed class ServiceBrake : IBrake, IDisposable
{
    private static readonly BrakeState ByFlag = new(true, "fedscaler run --paused");

    private readonly Informer<ConfigMap> _informer;
    private readonly ObjectKey _key;
    private readonly bool _isFlagged;
    private readonly IEventRecorder _events;
    private readonly ILogger _logger;
    private readonly IDisposable _subscription;

    /// <param name="informer">Follows that one ConfigMap.</param>
    /// <param name="key">Namespace and name of it.</param>
    /// <param name="isFlagged">On from the start, whatever the ConfigMap says.</param>
    public ServiceBrake(Informer<ConfigMap> informer, ObjectKey key, bool isFlagged, IEventRecorder events, Meter meter, ILogger logger)
    {
        (_informer, _key, _isFlagged, _events, _logger) = (informer, key, isFlagged, events, logger);
        meter.CreateObservableGauge("fedscaler.paused", () => State.Reason is null ? 0 : 1, null, "1 while the service's brake is on: nothing is written to any member.");
        _subscription = informer.Subscribe(Note);
        informer.StatusChanged += Note;
        if (isFlagged) BrakeLog.On(logger, ByFlag.Reason!);
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    /// <remarks>A hub that is lost leaves it as it was last seen: there is nothing else to go by.</remarks>
    public BrakeState State
    {
        get
        {
            if (_isFlagged) return ByFlag;
            return _informer.Status.Synced ? new BrakeState(true, BrakeSetting.Read(_informer.Get(_key), _key).Reason) : BrakeState.Unknown;
        }
    }

    public void Dispose()
    {
        _informer.StatusChanged -= Note;
        _subscription.Dispose();
    }

    private void Note(InformerChange<ConfigMap> change)
    {
        if (change.Object.Metadata.Key != _key) return;
        var (before, after) = (BrakeSetting.Read(change.Old, _key), BrakeSetting.Read(change.New, _key));
        if (before == after) return;
        Tell(change.Object.Metadata, after);
        Changed?.Invoke();
    }

    private void Note(InformerStatus status)
    {
        if (status.Live) Changed?.Invoke();
    }

    private void Tell(ObjectMeta metadata, BrakeSetting setting)
    {
        var regarding = new EventTarget(KnownResources.ConfigMaps.ApiVersion, KnownResources.ConfigMaps.Kind, metadata.Namespace, metadata.Name, metadata.Uid);
        if (setting.Reason is not { } reason)
        {
            BrakeLog.LetGo(_logger, _key);
            _events.Record(regarding, EventKind.Normal, "Resumed", "Brake", "the service's brake is let go: every application is looked at anew");
            return;
        }

        BrakeLog.On(_logger, setting.Doubt ?? reason);
        _events.Record(
            regarding, setting.Doubt is null ? EventKind.Normal : EventKind.Warning, setting.Doubt is null ? "Paused" : "PausedUnclear", "Brake",
            $"the service's brake is on: nothing is written to any member{(setting.Doubt is { } doubt ? $"; {doubt}" : "")}");
    }
}
