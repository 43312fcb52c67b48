using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>What the user asks for: an exact count over the whole fleet.</summary>
/// <param name="Replicas">At least 0; after schedules.</param>
public sealed record DivisionPolicy(int Replicas, SplitStrategy Strategy = SplitStrategy.FreeCapacity, SpreadPolicy Spread = SpreadPolicy.Always);
