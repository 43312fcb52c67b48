using System.Collections;
using System.Collections.Concurrent;
using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <summary>
/// What one list brought, and the events since. One thread writes, any number read without a lock: an enumeration sees every
/// object that was there all the while, and each in one whole state.
/// </summary>
internal sealed class CacheGeneration<T> : IReadOnlyCollection<T>
    where T : class
{
    private readonly ConcurrentDictionary<ObjectKey, T> _items;
    private readonly Dictionary<string, CacheIndex<T>> _indexes;

    public CacheGeneration(IReadOnlyDictionary<string, Func<T, string?>> selectors, int capacity = 0)
    {
        _items = new ConcurrentDictionary<ObjectKey, T>(concurrencyLevel: 1, capacity);
        _indexes = selectors.ToDictionary(s => s.Key, s => new CacheIndex<T>(s.Value));
    }

    public int Count => _items.Count;

    public T? Get(ObjectKey key) => _items.GetValueOrDefault(key);

    /// <exception cref="ArgumentException">There is no such index.</exception>
    public IReadOnlyList<T> Find(string index, string value) =>
        _indexes.TryGetValue(index, out var found) ? found.Find(value) : throw new ArgumentException($"no index {index}", nameof(index));

    public void Set(ObjectKey key, T item)
    {
        var old = _items.GetValueOrDefault(key);
        _items[key] = item;
        foreach (var index in _indexes.Values)
        {
            if (old is null) index.Add(item);
            else index.Replace(old, item);
        }
    }

    public void Remove(ObjectKey key)
    {
        if (!_items.TryRemove(key, out var old)) return;
        foreach (var index in _indexes.Values) index.Remove(old);
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var (_, item) in _items) yield return item;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
