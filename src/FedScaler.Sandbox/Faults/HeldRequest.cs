namespace FedScaler.Sandbox.Faults;

/// <summary>A request that a fault keeps waiting until a task ends.</summary>
internal sealed class HeldRequest(bool isWatch, bool isWrite, Task until)
{
    public bool IsWatch => isWatch;

    public bool IsWrite => isWrite;

    public bool IsWaiting => !until.IsCompleted;
}
