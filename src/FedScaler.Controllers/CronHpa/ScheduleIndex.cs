using FedScaler.Api.CronHpas;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.CronHpas;

/// <summary>What the hub's CronHPAs ask for, kept up by their informer.</summary>
public sealed class ScheduleIndex : IScheduleSource, IDisposable
{
    private readonly Informer<CronHpa> _informer;
    private readonly ScheduleBook _book = new();
    private readonly Lock _taking = new();
    private readonly IDisposable _subscription;
    private bool _doubted;
    private volatile bool _synced;

    public ScheduleIndex(Informer<CronHpa> informer)
    {
        _informer = informer;
        informer.StatusChanged += Note;
        _subscription = informer.Subscribe(Note);
        Note(informer.Status);
    }

    /// <inheritdoc/>
    public event Action<ScheduleTarget?>? Changed;

    /// <inheritdoc/>
    public bool Synced => _synced;

    /// <inheritdoc/>
    public string? WhyUnread => UnreadKind.Why(_informer);

    /// <inheritdoc/>
    public ScheduleState? Look(ScheduleTarget target, DateTimeOffset now) => _book.Look(target, now);

    public void Dispose()
    {
        _informer.StatusChanged -= Note;
        _subscription.Dispose();
    }

    internal ScheduleBook Book => _book;

    private void Note(InformerChange<CronHpa> change)
    {
        lock (_taking)
        {
            // One that vanished with most of the others in one relist may still be there: it acts until that is believed.
            if (change.New is null && _informer.Status.Suspicious) return;
            Take(change.Object.Metadata.Key);
        }
    }

    /// <summary>The first list is taken in before anybody can take the index for complete; so is what is missing, once that is believed.</summary>
    private void Note(InformerStatus status)
    {
        lock (_taking)
        {
            var complete = status is { Synced: true, Suspicious: false } && (!_synced || _doubted);
            _doubted = status.Suspicious;
            if (!complete) return;
            foreach (var key in _book.Keys.Union(_informer.Items.Select(static item => item.Metadata.Key))) Take(key);
            _synced = true;
        }

        Changed?.Invoke(null);
    }

    /// <summary>As the cache has it now, which may be newer than what was told.</summary>
    private void Take(ObjectKey key)
    {
        foreach (var target in _book.Set(key, _informer.Get(key))) Changed?.Invoke(target);
    }
}
