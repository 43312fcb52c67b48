namespace FedScaler.Sandbox.Simulation;

/// <summary>A workload by kind and name, the same in every member.</summary>
/// <param name="Kind">Deployment, StatefulSet, CloneSet, or ReplicaSet where no Deployment owns it.</param>
public readonly record struct WorkloadRef(string Namespace, string Kind, string Name);
