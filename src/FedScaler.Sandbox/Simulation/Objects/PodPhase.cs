namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>In the order in which victims are picked (podPhaseToOrdinal of kubernetes pkg/controller/controller_utils.go).</summary>
internal enum PodPhase
{
    Pending,
    Unknown,
    Running,
    Succeeded,
    Failed,
}
