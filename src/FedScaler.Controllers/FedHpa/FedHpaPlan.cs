using System.Collections.Immutable;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What the controller would decide for a FedHPA now.</summary>
/// <param name="Conditions">All that the status would say of the whole, as long as every write succeeds.</param>
/// <param name="Unseen">Members that could not be looked at, each with the reason; they count as silent.</param>
public sealed record FedHpaPlan(FleetDecision Decision, ImmutableArray<FleetCondition> Conditions, ImmutableArray<UnseenMember> Unseen);
