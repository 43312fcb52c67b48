namespace FedScaler.Members.Check;

/// <summary>Which members are looked at, and from where.</summary>
internal sealed record MemberCheckOptions
{
    /// <summary>None: all.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    public required string Namespace { get; init; }

    public bool AllowLoopback { get; init; }

    /// <summary>For one member.</summary>
    public required TimeSpan Timeout { get; init; }

    public bool Json { get; init; }
}
