using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada;

/// <summary>
/// A control loop over keys: it marks what a change or the clock makes worth a look and works that off in the order of the
/// keys. Without either it does nothing at all.
/// </summary>
internal abstract class KarmadaController<TKey>(KarmadaContext context, IComparer<TKey> order) : IKarmadaController
    where TKey : notnull
{
    private readonly SortedSet<TKey> _dirty = new(order);
    private readonly DueTimes<TKey> _due = new(order);

    /// <inheritdoc/>
    public bool IsPaused { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => IsPaused ? null : _due.Next;

    protected KarmadaContext Context => context;

    /// <inheritdoc/>
    public abstract void Observe(KarmadaChange change);

    /// <inheritdoc/>
    public virtual void Relist()
    {
    }

    /// <inheritdoc/>
    public bool Work(Action drain)
    {
        if (IsPaused) return false;
        var now = context.Now;
        while (_due.TryTake(now, out var due)) _dirty.Add(due);
        if (_dirty.Count == 0) return false;
        foreach (var key in _dirty.ToArray())
        {
            _dirty.Remove(key);
            Reconcile(key);
            drain();
        }

        return true;
    }

    protected abstract void Reconcile(TKey key);

    protected void MarkDirty(TKey key) => _dirty.Add(key);

    /// <summary>Has the key looked at again then; an earlier call for the same key is replaced.</summary>
    protected void MarkDue(TKey key, DateTimeOffset due) => _due.Set(key, due);

    protected DateTimeOffset? DueOf(TKey key) => _due.Of(key);

    protected void Forget(TKey key)
    {
        _dirty.Remove(key);
        _due.Clear(key);
    }
}
