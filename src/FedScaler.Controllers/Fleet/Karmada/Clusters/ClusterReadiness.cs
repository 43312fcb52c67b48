namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>What a Cluster's condition Ready says.</summary>
/// <param name="Since">When it last turned.</param>
internal sealed record ClusterReadiness(bool IsReady, string Reason, string Message, DateTimeOffset? Since);
