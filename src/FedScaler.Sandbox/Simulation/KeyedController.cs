using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation;

/// <summary>
/// A control loop over keys: it marks what an event or the clock makes worth a look and works that off in the order of the
/// keys. Without either it does nothing at all.
/// </summary>
internal abstract class KeyedController(SimulationContext context)
{
    private readonly SortedSet<ObjectKey> _dirty = new(ObjectKeyOrder.Instance);
    private readonly DueTimes<ObjectKey> _due = new(ObjectKeyOrder.Instance);

    /// <summary>Does nothing while set; what comes up meanwhile waits.</summary>
    public bool IsPaused { get; set; }

    public DateTimeOffset? NextDue => IsPaused ? null : _due.Next;

    /// <summary>Whether it hears of changed pods only when they arrive in <see cref="SimulationContext.Pods"/>.</summary>
    public virtual bool SeesPodsFromCache => false;

    protected SimulationContext Context => context;

    protected ClusterIndex Index => context.Index;

    /// <summary>Told of every change after the index has taken it.</summary>
    public abstract void Observe(IndexChange change);

    /// <summary>The store is read anew: nothing is waited for that it may have lost.</summary>
    public virtual void Relist()
    {
    }

    /// <summary>Works off what is dirty or due, calling <paramref name="drain"/> between keys so that each sees the writes before it.</summary>
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

    protected abstract void Reconcile(ObjectKey key);

    protected void MarkDirty(ObjectKey key) => _dirty.Add(key);

    protected void MarkDue(ObjectKey key, DateTimeOffset due) => _due.Set(key, due);

    protected DateTimeOffset? DueOf(ObjectKey key) => _due.Of(key);

    protected void Forget(ObjectKey key)
    {
        _dirty.Remove(key);
        _due.Clear(key);
    }
}
