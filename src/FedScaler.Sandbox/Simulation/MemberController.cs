namespace FedScaler.Sandbox.Simulation;

/// <summary>The control loops of a simulated member, in the order in which they take turns.</summary>
public enum MemberController
{
    NodeLifecycle,
    Deployment,
    ReplicaSet,
    StatefulSet,
    CloneSet,
    KruiseStatefulSet,
    Disruption,
    Scheduler,
    Kubelet,
    HorizontalPodAutoscaler,
}
