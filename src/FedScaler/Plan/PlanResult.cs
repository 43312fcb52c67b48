namespace FedScaler.Plan;

/// <summary>What a plan answers.</summary>
internal sealed record PlanResult(int EffectiveMin, int EffectiveMax, IReadOnlyList<PlannedCluster> Clusters, IReadOnlyList<PlannedCondition> Conditions);

/// <summary>One member's share; absent bounds: none.</summary>
internal sealed record PlannedCluster(string Name, string State, int? MinReplicas, int? MaxReplicas, string Reason);

/// <summary>What there is to say of the whole.</summary>
internal sealed record PlannedCondition(string Type, string Status, string Reason, string Message);

/// <summary>Why there is no plan.</summary>
internal sealed record PlanRefusal(string Error, string Field);
