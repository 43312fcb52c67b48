using System.Collections.Concurrent;

namespace FedScaler.Sandbox.Faults;

/// <summary>How many requests are in the server's hands.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<HeldRequest, byte> _held = new(ReferenceEqualityComparer.Instance);
    private int _calls;

    /// <summary>Being worked on, without watches; one that its fault has let go counts from that very moment on, though it has not run yet.</summary>
    public int Active => Volatile.Read(ref _calls) - Count(static held => held is { IsWatch: false, IsWaiting: true });

    /// <summary>Kept waiting by a fault, watches included.</summary>
    public int Held => Count(static held => held.IsWaiting);

    /// <summary>Those of them that are writes.</summary>
    public int HeldWrites => Count(static held => held is { IsWrite: true, IsWaiting: true });

    /// <summary>Those of them that are for the server behind this one's proxy; null: for this one itself.</summary>
    public int HeldFor(string? target) => Count(held => held.IsWaiting && held.ProxiedTo == target);

    /// <summary>Counts a request until what comes back is disposed of.</summary>
    public CountedRequest Enter()
    {
        Interlocked.Increment(ref _calls);
        return new CountedRequest(() => Interlocked.Decrement(ref _calls));
    }

    public HeldRequest Hold(bool isWatch, bool isWrite, Task until, string? proxiedTo)
    {
        var held = new HeldRequest(isWatch, isWrite, until, proxiedTo);
        _held[held] = 0;
        return held;
    }

    public void LetGo(HeldRequest held) => _held.TryRemove(held, out _);

    private int Count(Func<HeldRequest, bool> which)
    {
        if (_held.IsEmpty) return 0;
        var count = 0;
        foreach (var (held, _) in _held)
            if (which(held)) count++;
        return count;
    }
}
