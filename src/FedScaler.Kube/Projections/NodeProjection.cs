using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>What the fit of pods asks of a node.</summary>
public sealed class NodeProjection
{
    public static readonly JsonDecoder<NodeProjection> Decoder = new NodeDecoder();

    public string Name { get; internal set; } = "";

    public ObjectUid Uid { get; internal set; }

    public ObjectVersion ResourceVersion { get; internal set; }

    public StringMap Labels { get; internal set; } = StringMap.Empty;

    public IReadOnlyList<Taint> Taints { get; internal set; } = [];

    /// <summary>Cordoned.</summary>
    public bool IsUnschedulable { get; internal set; }

    /// <summary>Condition Ready is True.</summary>
    public bool IsReady { get; internal set; }

    /// <summary>Quantities as the node reports them, extended resources among them: <c>cpu: "7910m"</c>.</summary>
    public StringMap Allocatable { get; internal set; } = StringMap.Empty;
}
