namespace FedScaler.Runtime.Queues;

/// <summary>A queue of whatever keys, as metrics and observers see it.</summary>
public interface IQueueActivity
{
    /// <summary>Name of the controller that it belongs to.</summary>
    string Name { get; }

    /// <summary>All counts of the same moment.</summary>
    QueueCounts Counts { get; }
}
