using FedScaler.Kube.Models;
using FedScaler.Kube.Projections;

namespace FedScaler.Runtime.Informers;

/// <summary>The objects of an informer: changed one by one by events, swapped as a whole by a list, and every change told.</summary>
internal sealed class InformerCache<T>(Func<T, ObjectIdentity> identify)
    where T : class
{
    private readonly Dictionary<string, Func<T, string?>> _selectors = [];
    private volatile CacheGeneration<T> _current = new(new Dictionary<string, Func<T, string?>>());

    public CacheGeneration<T> Current => _current;

    /// <summary>Only while the cache is empty and nobody reads it.</summary>
    public void AddIndex(string name, Func<T, string?> select)
    {
        _selectors.Add(name, select);
        _current = new CacheGeneration<T>(_selectors);
    }

    public void Set(T item, Action<InformerChange<T>> tell)
    {
        var (key, uid, version) = identify(item);
        var old = _current.Get(key);
        if (old is not null && identify(old) is var known && known.Uid == uid && known.ResourceVersion == version) return;
        _current.Set(key, item);
        TellChange(old, item, uid, tell);
    }

    public void Remove(ObjectKey key, Action<InformerChange<T>> tell)
    {
        if (_current.Get(key) is not { } old) return;
        _current.Remove(key);
        tell(new InformerChange<T>(InformerChangeKind.Deleted, old, null));
    }

    /// <summary>A generation made of a list. What did not change keeps its instance, so that a relist leaves little garbage.</summary>
    public CacheGeneration<T> Prepare(IReadOnlyCollection<T> items)
    {
        var next = new CacheGeneration<T>(_selectors, items.Count);
        foreach (var item in items)
        {
            var identity = identify(item);
            var old = _current.Get(identity.Key);
            next.Set(identity.Key, old is not null && identify(old) == identity ? old : item);
        }

        return next;
    }

    /// <summary>How many of the objects now held are not in <paramref name="next"/>.</summary>
    public int CountLost(CacheGeneration<T> next) => _current.Count(item => IsGone(item, next));

    /// <summary>Readers see the whole of the old generation, or the whole of the new one. Returns the old one.</summary>
    public CacheGeneration<T> Swap(CacheGeneration<T> next)
    {
        var before = _current;
        _current = next;
        return before;
    }

    public void TellDifference(CacheGeneration<T> before, CacheGeneration<T> after, Action<InformerChange<T>> tell)
    {
        foreach (var old in before)
        {
            // One replaced by its namesake is told below, Deleted and Added side by side.
            if (after.Get(identify(old).Key) is null) tell(new InformerChange<T>(InformerChangeKind.Deleted, old, null));
        }

        foreach (var item in after)
        {
            var (key, uid, _) = identify(item);
            var old = before.Get(key);
            if (!ReferenceEquals(old, item)) TellChange(old, item, uid, tell);
        }
    }

    private bool IsGone(T item, CacheGeneration<T> next)
    {
        var identity = identify(item);
        return next.Get(identity.Key) is not { } found || identify(found).Uid != identity.Uid;
    }

    private void TellChange(T? old, T item, ObjectUid uid, Action<InformerChange<T>> tell)
    {
        if (old is not null && identify(old).Uid == uid)
        {
            tell(new InformerChange<T>(InformerChangeKind.Updated, old, item));
            return;
        }

        if (old is not null) tell(new InformerChange<T>(InformerChangeKind.Deleted, old, null));
        tell(new InformerChange<T>(InformerChangeKind.Added, null, item));
    }
}
