namespace FedScaler.Sandbox.Faults;

/// <summary>How many requests are in the server's hands.</summary>
internal sealed class RequestCounts
{
    private int _active;
    private int _held;
    private int _heldWrites;

    /// <summary>Being worked on, without watches.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Kept waiting by a fault, watches included.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Those of them that are writes.</summary>
    public int HeldWrites => Volatile.Read(ref _heldWrites);

    public void Enter() => Interlocked.Increment(ref _active);

    public void Leave() => Interlocked.Decrement(ref _active);

    public void Hold(bool isWatch, bool isWrite)
    {
        Interlocked.Increment(ref _held);
        if (isWrite) Interlocked.Increment(ref _heldWrites);
        if (!isWatch) Leave();
    }

    public void LetGo(bool isWatch, bool isWrite)
    {
        if (!isWatch) Enter();
        if (isWrite) Interlocked.Decrement(ref _heldWrites);
        Interlocked.Decrement(ref _held);
    }
}
