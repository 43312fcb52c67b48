using System.Collections.Immutable;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet;

/// <summary>What a removal wants to see in one member.</summary>
/// <param name="Id">uid of the ScaleIn: what carries it is this removal's.</param>
/// <param name="Named">Names of the pods that are to go there; each is looked for also where the workload's selector does not find it.</param>
/// <param name="Barrier">The label whose value on each pod is asked for; null where none was chosen yet: then that of <see cref="WorkloadObservation.FreeLabel"/>.</param>
public sealed record RemovalSight(TargetRef Target, TargetKind Kind, string Id, ImmutableArray<string> Named, BarrierLabel? Barrier);
