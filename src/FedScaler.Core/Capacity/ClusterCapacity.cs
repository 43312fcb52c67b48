namespace FedScaler.Core.Capacity;

/// <summary>
/// The nodes of one cluster and the sums of what their pods ask for, kept up to date change by change. The order in which
/// nodes and pods are seen does not matter. Not thread-safe: its owner applies one change at a time.
/// </summary>
public sealed class ClusterCapacity
{
    private readonly Dictionary<string, NodeLedger> _nodes = new(StringComparer.Ordinal);

    /// <summary>Grows with every change: the same version gives the same fit.</summary>
    public long Version { get; private set; }

    /// <summary>Every node that is known or has pods, in no order.</summary>
    public Dictionary<string, NodeLedger>.ValueCollection Nodes => _nodes.Values;

    /// <summary>Adds the node, or puts it in the place of the one of its name; the pods on it stay counted.</summary>
    public void SetNode(NodeCapacity node)
    {
        ArgumentNullException.ThrowIfNull(node);
        Changed(node.Name).Node = node;
    }

    /// <summary>Forgets the node; pods that are still bound to its name stay counted, for when it comes back.</summary>
    public void RemoveNode(string name)
    {
        if (!_nodes.TryGetValue(name, out var ledger) || ledger.Node is null)
            return;
        Changed(name).Node = null;
        DropIfUnused(ledger);
    }

    /// <summary>
    /// Counts a pod that is bound to a node and has not ended (phase neither Succeeded nor Failed): it takes a slot and its
    /// requests until <see cref="RemovePod"/> is called with the same ones.
    /// </summary>
    public void AddPod(string nodeName, ResourceVector requests)
    {
        var ledger = Changed(nodeName);
        ledger.Requested.Add(requests);
        ledger.Pods++;
    }

    /// <exception cref="InvalidOperationException">No pod is counted on that node: the caller's books are wrong.</exception>
    public void RemovePod(string nodeName, ResourceVector requests)
    {
        if (!_nodes.TryGetValue(nodeName, out var ledger) || ledger.Pods == 0)
            throw new InvalidOperationException($"No pod is counted on node {nodeName}.");
        Changed(nodeName);
        ledger.Requested.Remove(requests);
        ledger.Pods--;
        DropIfUnused(ledger);
    }

    /// <summary>What status.capacity of a MemberCluster shows.</summary>
    public CapacityTotals Totals()
    {
        var nodes = 0;
        var ready = 0;
        var allocatable = new ResourceTally();
        var requested = ResourceTotals.Zero;
        foreach (var ledger in _nodes.Values)
        {
            if (ledger.Node is not { } node)
                continue;
            nodes++;
            if (!node.Ready)
                continue;
            ready++;
            allocatable.Add(node.Allocatable);
            requested += ResourceTotals.Of(ledger.Requested, ledger.Pods);
        }

        return new CapacityTotals(nodes, ready, ResourceTotals.Of(allocatable, allocatable[ResourceNames.Pods]), requested);
    }

    private NodeLedger Changed(string name)
    {
        if (!_nodes.TryGetValue(name, out var ledger))
        {
            ledger = new NodeLedger(name);
            _nodes.Add(name, ledger);
        }

        Version++;
        return ledger;
    }

    private void DropIfUnused(NodeLedger ledger)
    {
        if (ledger is { Node: null, Pods: 0 })
            _nodes.Remove(ledger.Name);
    }
}
