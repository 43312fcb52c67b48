using FedScaler.Api.ScaleIns;

namespace FedScaler.ScaleIns;

/// <summary>What <c>fedscaler scale-in</c> was told, read and checked.</summary>
internal sealed record ScaleInOptions
{
    /// <summary>The hub's; null: where kubectl looks.</summary>
    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Of the ScaleIn; null: the workload's, with an ending that the hub makes up.</summary>
    public string? Name { get; init; }

    public required ScaleInSpec Spec { get; init; }

    /// <summary>Whether it is followed to its end. A dry run always is.</summary>
    public bool Wait { get; init; }

    /// <summary>How long its end is waited for.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long a first look of the service is waited for: it takes milliseconds where one runs.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the ScaleIn is printed as JSON, instead of words.</summary>
    public bool Json { get; init; }
}
