namespace FedScaler.Runtime.Queues;

/// <summary>A queue at one moment.</summary>
/// <param name="Ready">Keys to be worked on now, those included that wait for their own worker to finish.</param>
/// <param name="Processing">Keys that a worker has taken and not given back.</param>
/// <param name="Delayed">Keys that wait for the clock.</param>
public readonly record struct QueueCounts(int Ready, int Processing, int Delayed)
{
    /// <summary>Nothing will happen before the clock moves on or something new is added.</summary>
    public bool IsQuiet => Ready == 0 && Processing == 0;
}
