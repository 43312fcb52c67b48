using System.Diagnostics.CodeAnalysis;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>When each key is to be looked at again: one time a key, the earliest first.</summary>
internal sealed class DueTimes<TKey>(IComparer<TKey> keys)
    where TKey : notnull
{
    private readonly Dictionary<TKey, DateTimeOffset> _due = [];
    private readonly SortedSet<(DateTimeOffset Due, TKey Key)> _order = new(Comparer<(DateTimeOffset Due, TKey Key)>.Create((x, y) =>
        x.Due != y.Due ? x.Due.CompareTo(y.Due) : keys.Compare(x.Key, y.Key)));

    public DateTimeOffset? Next => _order.Count > 0 ? _order.Min.Due : null;

    public DateTimeOffset? Of(TKey key) => _due.TryGetValue(key, out var due) ? due : null;

    public void Set(TKey key, DateTimeOffset due)
    {
        Clear(key);
        _due[key] = due;
        _order.Add((due, key));
    }

    public void Clear(TKey key)
    {
        if (_due.Remove(key, out var due)) _order.Remove((due, key));
    }

    /// <summary>Takes out the next key that is due at <paramref name="now"/>.</summary>
    public bool TryTake(DateTimeOffset now, [MaybeNullWhen(false)] out TKey key)
    {
        key = default;
        if (Next is not { } due || due > now) return false;
        key = _order.Min.Key;
        Clear(key);
        return true;
    }
}
