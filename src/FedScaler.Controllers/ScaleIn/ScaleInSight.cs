using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>One look at all that a ScaleIn is about.</summary>
/// <param name="Leader">Null where nobody shares the workload out.</param>
internal sealed record ScaleInSight(RemovalObservation Observation, Leader? Leader);
