namespace FedScaler.Sandbox.Karmada;

/// <summary>The control loops of a simulated Karmada control plane, in the order in which they take turns.</summary>
public enum KarmadaComponent
{
    Cluster,
    ClusterStatus,
    Detector,
    FederatedHpa,
    ReplicasSyncer,
    WorkloadRebalancer,
    Scheduler,
    ClusterScheduler,
    GracefulEviction,
    ClusterGracefulEviction,
    Binding,
    ClusterBinding,
    Namespace,
    UnifiedAuthorization,
    Execution,
    WorkStatus,
    BindingStatus,
    ClusterBindingStatus,
}
