using FedScaler.Hosting.Federations;

namespace FedScaler.Status;

/// <summary>What <c>fedscaler status</c> was told.</summary>
internal sealed record StatusOptions
{
    /// <summary>The hub's; null: where kubectl looks.</summary>
    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    /// <summary>Null: what the hub serves decides.</summary>
    public FederationKind? Federation { get; init; }

    /// <summary>Null: the one of the context.</summary>
    public string? Namespace { get; init; }

    public bool AllNamespaces { get; init; }

    /// <summary>Which application; null: all of the namespace, one line each.</summary>
    public ApplicationName? Name { get; init; }

    /// <summary>Goes on showing what changes until it is interrupted.</summary>
    public bool Watch { get; init; }

    public StatusFormat Format { get; init; }
}
