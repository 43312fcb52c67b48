using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Holds as the ScaleIns' own status tells them: who restarts, or reads it elsewhere, comes to the same answer.</summary>
public sealed class HoldIndex : IHoldSource, IDisposable
{
    private readonly Informer<ScaleIn> _informer;
    private readonly Lock _gate = new();
    private readonly Dictionary<TargetRef, List<ScaleIn>> _holding = [];
    private readonly IDisposable _subscription;

    public HoldIndex(Informer<ScaleIn> informer)
    {
        _informer = informer;
        _subscription = informer.Subscribe(Note);
        informer.StatusChanged += Note;
    }

    /// <inheritdoc/>
    public event Action<TargetRef?>? Changed;

    /// <inheritdoc/>
    public bool Synced => _informer.Status.Synced;

    /// <inheritdoc/>
    public string? WhyUnread => UnreadKind.Why(_informer);

    /// <inheritdoc/>
    public FleetHold? On(TargetRef target)
    {
        lock (_gate)
        {
            return _holding.TryGetValue(target, out var holding) ? FleetHold.On(target, holding) : null;
        }
    }

    public void Dispose()
    {
        _informer.StatusChanged -= Note;
        _subscription.Dispose();
    }

    private void Note(InformerChange<ScaleIn> change)
    {
        // One by the same name may have come in its place, with another target.
        var told = new List<TargetRef>();
        lock (_gate)
        {
            if (FleetHold.Holds(change.Old)) Drop(change.Old!, told);
            if (FleetHold.Holds(change.New)) Add(change.New!, told);
        }

        // Held before and after by the same ScaleIn: nothing has changed.
        if (FleetHold.Holds(change.Old) && FleetHold.Holds(change.New) && change.Old!.Metadata.Uid == change.New!.Metadata.Uid) return;
        foreach (var target in told.Distinct()) Changed?.Invoke(target);
    }

    private void Note(InformerStatus status)
    {
        if (status.Live) Changed?.Invoke(null);
    }

    private void Add(ScaleIn resource, List<TargetRef> told)
    {
        var target = TargetRef.Of(resource);
        if (!_holding.TryGetValue(target, out var holding)) _holding[target] = holding = [];
        holding.Add(resource);
        told.Add(target);
    }

    private void Drop(ScaleIn resource, List<TargetRef> told)
    {
        var target = TargetRef.Of(resource);
        if (!_holding.TryGetValue(target, out var holding)) return;
        holding.RemoveAll(one => one.Metadata.Key == resource.Metadata.Key);
        if (holding.Count == 0) _holding.Remove(target);
        told.Add(target);
    }
}
