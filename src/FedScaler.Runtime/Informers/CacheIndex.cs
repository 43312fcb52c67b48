using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FedScaler.Runtime.Informers;

/// <summary>Objects by a value of theirs. Answers are arrays made once and kept until the value's objects change.</summary>
internal sealed class CacheIndex<T>(Func<T, string?> select)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _buckets = [];

    public IReadOnlyList<T> Find(string value)
    {
        lock (_gate)
        {
            ref var bucket = ref CollectionsMarshal.GetValueRefOrNullRef(_buckets, value);
            return Unsafe.IsNullRef(ref bucket) ? [] : bucket.Snapshot();
        }
    }

    public void Add(T item)
    {
        if (select(item) is not { } value) return;
        lock (_gate) CollectionsMarshal.GetValueRefOrAddDefault(_buckets, value, out _).Add(item);
    }

    public void Remove(T item)
    {
        if (select(item) is not { } value) return;
        lock (_gate)
        {
            ref var bucket = ref CollectionsMarshal.GetValueRefOrNullRef(_buckets, value);
            if (Unsafe.IsNullRef(ref bucket)) return;
            bucket.Remove(item);
            if (bucket.IsEmpty) _buckets.Remove(value);
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

    /// <summary>The objects of one value. Mostly there is one, so few of them are an array and no more, copied with each change.</summary>
    private struct Bucket
    {
        private const int Few = 16;

        private HashSet<T>? _many;
        private T[]? _snapshot;

        public readonly bool IsEmpty => _many is { Count: 0 } || (_many is null && _snapshot is null or []);

        public T[] Snapshot() => _snapshot ??= [.. _many ?? []];

        public void Add(T item)
        {
            if (_many is null && _snapshot is { Length: >= Few }) _many = new HashSet<T>(_snapshot, ReferenceEqualityComparer.Instance);
            if (_many is null)
            {
                _snapshot = [.. _snapshot ?? [], item];
                return;
            }

            _many.Add(item);
            _snapshot = null;
        }

        public void Remove(T item)
        {
            if (_many is null)
            {
                _snapshot = [.. (_snapshot ?? []).Where(other => !ReferenceEquals(other, item))];
                return;
            }

            _many.Remove(item);
            _snapshot = null;
        }
    }
}
