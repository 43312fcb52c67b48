namespace FedScaler.Core.ScaleIn;

/// <summary>Replicas that somebody would put back.</summary>
/// <param name="By">Who, e.g. "CronHPA office-hours" or "minReplicas of FedHPA web".</param>
public sealed record ReplicaFloor(int Replicas, string By);
