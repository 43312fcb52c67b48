namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>Something that several use and that ends with the last of them.</summary>
internal sealed class Shared<TKey, TValue>(Func<TKey, TValue> make)
    where TKey : notnull
    where TValue : class, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, (TValue Value, int Users)> _all = [];

    /// <summary>All that are in use, at this moment.</summary>
    public IReadOnlyList<TValue> Values
    {
        get
        {
            lock (_gate) return [.. _all.Values.Select(v => v.Value)];
        }
    }

    public TValue? Find(TKey key)
    {
        lock (_gate) return _all.TryGetValue(key, out var found) ? found.Value : null;
    }

    public void Acquire(TKey key)
    {
        lock (_gate)
        {
            var (value, users) = _all.TryGetValue(key, out var found) ? found : (make(key), 0);
            _all[key] = (value, users + 1);
        }
    }

    /// <summary>Returns what is used by no one any more and is to be disposed; null when it still is used.</summary>
    public TValue? Release(TKey key)
    {
        lock (_gate)
        {
            if (!_all.TryGetValue(key, out var found)) return null;
            _all[key] = found with { Users = found.Users - 1 };
            return found.Users == 1 && _all.Remove(key) ? found.Value : null;
        }
    }
}
