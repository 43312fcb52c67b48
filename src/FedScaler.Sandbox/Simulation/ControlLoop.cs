using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation;

/// <summary>
/// A control loop over keys: it marks what a change or the clock makes worth a look and works that off in the order of the
/// keys. Without either it does nothing at all.
/// </summary>
internal abstract class ControlLoop<TKey>(TimeProvider time, IComparer<TKey> order)
    where TKey : notnull
{
    private readonly SortedSet<TKey> _dirty = new(order);
    private readonly DueTimes<TKey> _due = new(order);

    /// <summary>Does nothing while set; what comes up meanwhile waits.</summary>
    public bool IsPaused { get; set; }

    /// <summary>When it has something to do by the clock alone; null when it has not.</summary>
    public DateTimeOffset? NextDue => IsPaused ? null : _due.Next;

    /// <summary>Everything is read anew: nothing is waited for that may have been lost, and what is remembered of objects is forgotten.</summary>
    public virtual void Relist()
    {
    }

    /// <summary>Works off what is dirty or due, calling <paramref name="drain"/> between keys so that each sees the writes before it; whether there was anything.</summary>
    public bool Work(Action drain)
    {
        if (IsPaused) return false;
        var now = time.GetUtcNow();
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
