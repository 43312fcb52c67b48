using FedScaler.Kube.Models;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>What <c>fedscaler migrate federatedhpa</c> was told.</summary>
/// <param name="Key">Of the FederatedHPA, and of the FedHPA.</param>
internal sealed record FederatedHpaOptions(ObjectKey Key)
{
    /// <summary>Of Karmada's API server; null: where kubectl looks.</summary>
    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    /// <summary>From the FedHPA to a FederatedHPA.</summary>
    public bool Back { get; init; }

    public bool DryRun { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long counts have to stay as they are before they are believed.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);
}
