using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FedScaler.Core.Capacity;

/// <summary>What is known of a node apart from the pods on it. Immutable.</summary>
public sealed record NodeCapacity(string Name)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    public ImmutableArray<Taint> Taints { get; init; } = [];

    /// <summary>Its Ready condition is True.</summary>
    public bool Ready { get; init; }

    /// <summary>It is not cordoned (spec.unschedulable).</summary>
    public bool Schedulable { get; init; } = true;

    /// <summary>status.allocatable, its pod slots among them.</summary>
    public ResourceVector Allocatable { get; init; }

    /// <summary>How many pods it takes at most.</summary>
    public long PodSlots => Allocatable[ResourceNames.Pods];

    /// <summary>Whether new pods can go there at all.</summary>
    public bool TakesPods => Ready && Schedulable;
}
