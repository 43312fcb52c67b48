namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>One of a Cluster's spec.taints.</summary>
/// <param name="Effect">NoSchedule, PreferNoSchedule or NoExecute.</param>
internal readonly record struct ClusterTaint(string Key, string Value, string Effect);
