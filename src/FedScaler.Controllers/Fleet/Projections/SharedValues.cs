using System.Collections.Concurrent;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Gives equal values as one object. Bounded: when full it starts anew, and what was given out stays as it is.</summary>
internal sealed class SharedValues<T>(int limit = 16 * 1024)
    where T : class, IEquatable<T>
{
    private readonly ConcurrentDictionary<T, T> _values = new();

    public T Share(T value)
    {
        if (_values.TryGetValue(value, out var known)) return known;
        if (_values.Count >= limit) _values.Clear();
        return _values.GetOrAdd(value, value);
    }
}
