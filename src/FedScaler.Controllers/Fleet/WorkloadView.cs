namespace FedScaler.Controllers.Fleet;

/// <summary>The target in one member.</summary>
/// <param name="Replicas">spec.replicas.</param>
/// <param name="Ready">Ready replicas.</param>
/// <param name="Unschedulable">Pods that the scheduler could not place.</param>
/// <param name="Selector">Label selector of its pods as text, for status; empty when unknown.</param>
public sealed record WorkloadView(string Uid, string ResourceVersion, int Replicas, int Ready, int Unschedulable, string Selector);
