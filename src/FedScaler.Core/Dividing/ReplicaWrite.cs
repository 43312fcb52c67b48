namespace FedScaler.Core.Dividing;

/// <summary>Set spec.replicas of the workload in one member.</summary>
public readonly record struct ReplicaWrite(string Member, int Replicas);
