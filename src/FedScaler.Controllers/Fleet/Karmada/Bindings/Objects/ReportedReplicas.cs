namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>What a binding's aggregatedStatus says of one cluster; zeros are left out there.</summary>
internal readonly record struct ReportedReplicas(int Replicas, int Ready);
