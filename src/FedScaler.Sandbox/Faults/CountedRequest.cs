namespace FedScaler.Sandbox.Faults;

/// <summary>A request that counts as being worked on until it is answered, or handed over to another server.</summary>
internal sealed class CountedRequest(Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <summary>Counts no longer; calling it again changes nothing.</summary>
    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
