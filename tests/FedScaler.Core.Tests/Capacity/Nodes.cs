using FedScaler.Core.Capacity;
using FedScaler.Core.Quantities;

namespace FedScaler.Core.Tests.Capacity;

/// <summary>Short ways to write down nodes and resources.</summary>
internal static class Nodes
{
    public static NodeCapacity Node(string name, string cpu = "8", string memory = "32Gi", string pods = "110") =>
        new(name) { Ready = true, Allocatable = Resources(("cpu", cpu), ("memory", memory), ("pods", pods)) };

    public static ResourceVector Resources(params (string Name, string Quantity)[] amounts) => ResourceVector.From(Amounts(amounts));

    public static Dictionary<string, Quantity> Amounts(params (string Name, string Quantity)[] amounts) =>
        amounts.ToDictionary(amount => amount.Name, amount => Quantity.Parse(amount.Quantity), StringComparer.Ordinal);

    public static ClusterCapacity Cluster(params IEnumerable<NodeCapacity> nodes)
    {
        var cluster = new ClusterCapacity();
        foreach (var node in nodes)
            cluster.SetNode(node);
        return cluster;
    }

    public static PodTemplateRequirements Template(params (string Name, string Quantity)[] requests) =>
        new() { Requests = Resources(requests) };
}
