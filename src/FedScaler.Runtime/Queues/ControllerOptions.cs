namespace FedScaler.Runtime.Queues;

/// <summary>How a controller's loop works.</summary>
public sealed record ControllerOptions
{
    /// <summary>Keys worked on at the same time; at least 1.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>A reconcile that takes longer is cancelled and tried again; null: never.</summary>
    public TimeSpan? Timeout { get; init; }
}
