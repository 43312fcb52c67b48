using System.Collections.Immutable;

namespace FedScaler.Core.Dividing;

/// <summary>What one division leaves for the next. All of it may be lost (a restart): timers start again, nothing else changes.</summary>
public sealed record DivisionMemory
{
    public static readonly DivisionMemory Empty = new();

    /// <summary>Members with pods that find no node; others are left out.</summary>
    public ImmutableSortedDictionary<string, NodeWait> Waits { get; init; } = ImmutableSortedDictionary.Create<string, NodeWait>(StringComparer.Ordinal);
}
