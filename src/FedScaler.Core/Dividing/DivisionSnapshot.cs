using System.Collections.Immutable;

namespace FedScaler.Core.Dividing;

/// <summary>One application over the fleet at one instant. The order of the members means nothing.</summary>
public sealed record DivisionSnapshot(DivisionPolicy Policy, ImmutableArray<DivisionMember> Members, DateTimeOffset Now);
