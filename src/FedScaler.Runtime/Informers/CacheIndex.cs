namespace FedScaler.Runtime.Informers;

/// <summary>Objects by a value of theirs. Answers are arrays made once and kept until the value's objects change.</summary>
internal sealed class CacheIndex<T>(Func<T, string?> select)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _buckets = [];

    public IReadOnlyList<T> Find(string value)
    {
        lock (_gate) return _buckets.TryGetValue(value, out var bucket) ? bucket.Snapshot() : [];
    }

    public void Add(T item)
    {
        if (select(item) is not { } value) return;
        lock (_gate)
        {
            if (!_buckets.TryGetValue(value, out var bucket)) _buckets[value] = bucket = new Bucket();
            bucket.Add(item);
        }
    }

    public void Remove(T item)
    {
        if (select(item) is not { } value) return;
        lock (_gate)
        {
            if (_buckets.TryGetValue(value, out var bucket) && bucket.RemoveLast(item)) _buckets.Remove(value);
        }
    }

    /// <summary>Moves an object's entry to its new state in one step, so that no reader finds neither.</summary>
    public void Replace(T old, T item)
    {
        lock (_gate)
        {
            Add(item);
            Remove(old);
        }
    }

    private sealed class Bucket
    {
        private readonly HashSet<T> _items = new(ReferenceEqualityComparer.Instance);
        private T[]? _snapshot;

        public T[] Snapshot() => _snapshot ??= [.. _items];

        public void Add(T item)
        {
            _items.Add(item);
            _snapshot = null;
        }

        /// <summary>Returns whether nothing is left.</summary>
        public bool RemoveLast(T item)
        {
            _items.Remove(item);
            _snapshot = null;
            return _items.Count == 0;
        }
    }
}
