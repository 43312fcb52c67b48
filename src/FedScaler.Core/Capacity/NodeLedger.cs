namespace FedScaler.Core.Capacity;

/// <summary>A node and what the pods on it have asked for. Either may be seen first. Changed by <see cref="ClusterCapacity"/> alone.</summary>
public sealed class NodeLedger(string name)
{
    public string Name { get; } = name;

    /// <summary>The node; null while only pods bound to it have been seen.</summary>
    public NodeCapacity? Node { get; internal set; }

    /// <summary>The sum of its pods' requests.</summary>
    public ResourceTally Requested { get; } = new();

    /// <summary>How many pods take one of its slots.</summary>
    public int Pods { get; internal set; }
}
