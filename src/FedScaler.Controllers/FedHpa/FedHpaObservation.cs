using System.Collections.Immutable;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>All that one reconcile rests on; immutable.</summary>
/// <param name="Members">The members that the placement selects, ordered by name.</param>
/// <param name="Leaving">Members that hold an HPA of this FedHPA and take no part any more.</param>
/// <param name="UnknownNames">Names in placement.clusters that no MemberCluster has.</param>
internal sealed record FedHpaObservation(
    FleetSnapshot Snapshot, ImmutableArray<ObservedMember> Members, ImmutableArray<LeavingMember> Leaving, ImmutableArray<string> UnknownNames);
