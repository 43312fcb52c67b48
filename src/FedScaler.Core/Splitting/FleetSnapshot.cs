using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>One application over the fleet at one instant. The order of the members means nothing.</summary>
public sealed record FleetSnapshot(SplitPolicy Policy, ImmutableArray<MemberSnapshot> Members, DateTimeOffset Now);
