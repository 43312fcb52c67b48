using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Nodes;

/// <summary>Nodes as a kubelet would register them.</summary>
public static class NodeManifest
{
    /// <summary>The kubelet's default --max-pods.</summary>
    public const int DefaultPods = 110;

    /// <param name="cpu">Allocatable cpu, a quantity such as <c>8</c> or <c>7500m</c>.</param>
    /// <param name="memory">Allocatable memory, a quantity such as <c>32Gi</c>.</param>
    /// <param name="labels">Added to the well-known ones.</param>
    public static JsonObject Create(
        string name, string cpu, string memory, DateTimeOffset now, int pods = DefaultPods, IReadOnlyDictionary<string, string>? labels = null)
    {
        var all = new JsonObject
        {
            ["kubernetes.io/hostname"] = name,
            ["kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = "amd64",
        };
        foreach (var (label, value) in labels ?? new Dictionary<string, string>()) all[label] = value;
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = all },
            ["spec"] = new JsonObject(),
            ["status"] = Status(cpu, memory, pods, now),
        };
    }

    /// <summary>Sets a node's Ready condition, as its kubelet's heartbeat (or the lack of it) does; whether that changed it.</summary>
    public static bool SetReady(JsonObject node, bool ready, DateTimeOffset now) => ready
        ? Conditions.Set(node.Ensure("status"), "Ready", "True", "KubeletReady", "kubelet is posting ready status", now)
        : Conditions.Set(node.Ensure("status"), "Ready", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.", now);

    private static JsonObject Status(string cpu, string memory, int pods, DateTimeOffset now)
    {
        var status = new JsonObject
        {
            ["capacity"] = Resources(cpu, memory, pods),
            ["allocatable"] = Resources(cpu, memory, pods),
            ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = "v1.36.2", ["operatingSystem"] = "linux", ["architecture"] = "amd64" },
        };
        Conditions.Set(status, "Ready", "True", "KubeletReady", "kubelet is posting ready status", now);
        return status;
    }

    private static JsonObject Resources(string cpu, string memory, int pods) =>
        new() { ["cpu"] = cpu, ["memory"] = memory, ["pods"] = $"{pods}" };
}
