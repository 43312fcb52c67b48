using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Nodes;

/// <summary>What the scheduler and the kubelet need of a node, read once a revision.</summary>
internal sealed class NodeView
{
    public NodeView(JsonObject value)
    {
        Object = value;
        Name = value.At("metadata").Text("name");
        Allocatable = ResourceAmounts.Read(value.At("status", "allocatable"));
        IsReady = Conditions.Find(value.At("status"), "Ready").Text("status") == "True";
        IsCordoned = value.At("spec", "unschedulable").IsTrue();
    }

    public JsonObject Object { get; }

    public string Name { get; }

    public ResourceAmounts Allocatable { get; }

    public bool IsReady { get; }

    public bool IsCordoned { get; }

    public IEnumerable<JsonNode> Taints => Object.At("spec", "taints").Items();

    public JsonNode? Labels => Object.At("metadata", "labels");
}
