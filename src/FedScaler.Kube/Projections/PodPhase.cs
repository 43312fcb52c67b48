namespace FedScaler.Kube.Projections;

/// <summary>status.phase of a pod.</summary>
public enum PodPhase : byte
{
    Unknown,
    Pending,
    Running,
    Succeeded,
    Failed,
}
