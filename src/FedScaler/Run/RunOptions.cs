using FedScaler.Hosting.Federations;

namespace FedScaler.Run;

/// <summary>What <c>fedscaler run</c> was told.</summary>
/// <param name="Kubeconfig">Null: in-cluster.</param>
/// <param name="MetricsAddress">IP address and port, or <c>none</c>.</param>
internal sealed record RunOptions(string? Kubeconfig, string? Context, string Namespace, string MetricsAddress, bool AllowLoopbackMembers, bool JsonLogs)
{
    /// <summary>Null: what the hub serves decides.</summary>
    public FederationKind? Federation { get; init; }

    /// <inheritdoc cref="Hosting.ServiceOptions.BrakeConfigMap"/>
    public string BrakeConfigMap { get; init; } = "fedscaler";

    /// <inheritdoc cref="Hosting.ServiceOptions.Paused"/>
    public bool Paused { get; init; }

    /// <inheritdoc cref="Hosting.ServiceOptions.MaxMemberSeries"/>
    public int MaxMemberSeries { get; init; } = 2_000;

    /// <summary>Whether it stands by while another instance leads; null: in a pod it does.</summary>
    public bool? LeaderElect { get; init; }

    /// <summary>Name of the Lease, in <see cref="Namespace"/>.</summary>
    public string LeaseName { get; init; } = "fedscaler";
}
