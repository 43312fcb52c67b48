namespace FedScaler.Sandbox.Faults;

/// <summary>A request that a fault keeps waiting until a task ends.</summary>
internal sealed class HeldRequest(bool isWatch, bool isWrite, Task until, string? proxiedTo)
{
    public bool IsWatch => isWatch;

    public bool IsWrite => isWrite;

    /// <summary>The server behind this one that it is for.</summary>
    public string? ProxiedTo => proxiedTo;

    public bool IsWaiting => !until.IsCompleted;
}
