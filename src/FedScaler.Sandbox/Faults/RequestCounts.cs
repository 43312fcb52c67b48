namespace FedScaler.Sandbox.Faults;

/// <summary>How many requests are in the server's hands; watches are not among them.</summary>
internal sealed class RequestCounts
{
    private int _active;
    private int _held;

    /// <summary>Being worked on.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Kept waiting by a fault.</summary>
    public int Held => Volatile.Read(ref _held);

    public void Enter() => Interlocked.Increment(ref _active);

    public void Leave() => Interlocked.Decrement(ref _active);

    public void Hold()
    {
        Interlocked.Increment(ref _held);
        Interlocked.Decrement(ref _active);
    }

    public void LetGo()
    {
        Interlocked.Increment(ref _active);
        Interlocked.Decrement(ref _held);
    }
}
