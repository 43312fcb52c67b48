namespace FedScaler.Core.ScaleIn;

/// <summary>status of a ReplicaSet: counted in its controller's own cache of pods, and so the one window into that cache.</summary>
/// <param name="Replicas">status.replicas.</param>
/// <param name="FullyLabeled">status.fullyLabeledReplicas: pods that have every label of the template.</param>
public sealed record ReplicaSetObservation(string Uid, int Replicas, int FullyLabeled);
