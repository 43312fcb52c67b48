namespace FedScaler.Sandbox.Laws.History;

/// <summary>One workload in one member.</summary>
internal sealed class WorkloadRecord(int replicas, int ready)
{
    /// <summary>spec.replicas.</summary>
    public ValueTrail Replicas { get; } = new(replicas);

    /// <summary>status.readyReplicas.</summary>
    public ValueTrail Ready { get; } = new(ready);
}
