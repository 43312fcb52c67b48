namespace FedScaler.Kube.Projections;

/// <summary>
/// Makes equal values one object: a thousand pods of one template share their labels, owner and requests. A cache of
/// fixed size and not a dictionary, so that it never grows with what has long gone; a value that was pushed out costs a
/// second copy, nothing else. Safe without locks: slots are written whole, and either of two racing values will do.
/// </summary>
public sealed class InternTable<T>(int slots)
    where T : class
{
    private const int Ways = 4;
    private readonly T?[] _slots = new T?[slots];

    /// <summary>The value seen before that equals this one, or this one.</summary>
    public T Intern(T value)
    {
        var hash = value.GetHashCode();
        for (var way = 0; way < Ways; way++)
        {
            ref var slot = ref _slots[Index(hash, way)];
            if (slot is null) return slot = value;
            if (slot.Equals(value)) return slot;
        }

        _slots[Index(hash, (hash >>> 28) % Ways)] = value;
        return value;
    }

    /// <summary>As <see cref="Intern"/>, making the value only where none is found.</summary>
    public T Find<TKey>(TKey key, int hash, Func<T, TKey, bool> matches, Func<TKey, T> make)
        where TKey : allows ref struct
    {
        for (var way = 0; way < Ways; way++)
        {
            ref var slot = ref _slots[Index(hash, way)];
            if (slot is null) return slot = make(key);
            if (matches(slot, key)) return slot;
        }

        return _slots[Index(hash, (hash >>> 28) % Ways)] = make(key);
    }

    private int Index(int hash, int way) => unchecked((int)(((uint)hash + (uint)way) % (uint)_slots.Length));
}
