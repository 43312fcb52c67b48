namespace FedScaler.Run;

/// <summary>What <c>fedscaler run</c> was told.</summary>
/// <param name="Kubeconfig">Null: in-cluster.</param>
/// <param name="MetricsAddress">IP address and port, or <c>none</c>.</param>
internal sealed record RunOptions(string? Kubeconfig, string? Context, string Namespace, string MetricsAddress, bool AllowLoopbackMembers, bool JsonLogs, int MaxMemberSeries);
