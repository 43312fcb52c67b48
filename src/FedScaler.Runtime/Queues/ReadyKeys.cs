namespace FedScaler.Runtime.Queues;

/// <summary>Keys in the order of their coming within a group; the groups take turns. Not safe for threads.</summary>
internal sealed class ReadyKeys<TKey>(Func<TKey, string>? group)
{
    private readonly Dictionary<string, Queue<TKey>> _keys = [];
    private readonly Queue<string> _turns = new();

    public void Add(TKey key)
    {
        var name = group?.Invoke(key) ?? "";
        if (!_keys.TryGetValue(name, out var keys))
        {
            _keys[name] = keys = new Queue<TKey>();
            _turns.Enqueue(name);
        }

        keys.Enqueue(key);
    }

    public bool TryTake(out TKey key)
    {
        key = default!;
        if (!_turns.TryDequeue(out var name)) return false;
        var keys = _keys[name];
        key = keys.Dequeue();
        if (keys.Count > 0) _turns.Enqueue(name);
        else _keys.Remove(name);
        return true;
    }
}
