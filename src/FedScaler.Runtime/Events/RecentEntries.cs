namespace FedScaler.Runtime.Events;

/// <summary>Entries that are forgotten when nobody asked for them for a while, or when there are too many.</summary>
internal sealed class RecentEntries<TKey, TValue>(TimeSpan window, int capacity = 4096)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byAge = new();

    public TValue GetOrAdd(TKey key, DateTimeOffset now, Func<TValue> create)
    {
        while (_byAge.First is { } oldest && (now - oldest.Value.LastUsed > window || _entries.Count > capacity)) Forget(oldest);
        if (!_entries.TryGetValue(key, out var node))
        {
            node = new LinkedListNode<Entry>(new Entry(key, create()));
            _entries[key] = node;
        }
        else
        {
            _byAge.Remove(node);
        }

        node.Value.LastUsed = now;
        _byAge.AddLast(node);
        return node.Value.Value;
    }

    private void Forget(LinkedListNode<Entry> node)
    {
        _byAge.Remove(node);
        _entries.Remove(node.Value.Key);
    }

    private sealed class Entry(TKey key, TValue value)
    {
        public TKey Key => key;

        public TValue Value => value;

        public DateTimeOffset LastUsed { get; set; }
    }
}
