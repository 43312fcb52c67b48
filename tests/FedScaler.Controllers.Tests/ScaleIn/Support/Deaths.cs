namespace FedScaler.Controllers.Tests.ScaleIns.Support;

/// <summary>Kills the process right after one of its writes: that write has landed, and none comes after it.</summary>
internal sealed class Deaths
{
    private int _writes;

    /// <summary>After how many writes it dies; null for never.</summary>
    public int? After { get; set; }

    public int Writes => Volatile.Read(ref _writes);

    public bool IsDead => After is { } after && Writes >= after;

    /// <summary>To be called before each write.</summary>
    public void BeforeWrite()
    {
        if (IsDead) throw new IOException("the process is dead");
    }

    /// <summary>To be called after each write.</summary>
    public void AfterWrite()
    {
        Interlocked.Increment(ref _writes);
        if (IsDead) throw new IOException("the process died");
    }
}
