namespace FedScaler.Members.Remove;

/// <summary>Which member is to go, and how much of it.</summary>
internal sealed record MemberRemoveOptions
{
    public required string Name { get; init; }

    /// <summary>The member's kubeconfig, an administrator's; null: what is in the member stays.</summary>
    public string? Kubeconfig { get; init; }

    public string? Context { get; init; }

    public string? HubKubeconfig { get; init; }

    public string? HubContext { get; init; }

    public required string Namespace { get; init; }

    public bool KeepMemberObjects { get; init; }

    /// <summary>Also a member that has shares.</summary>
    public bool Yes { get; init; }

    public required TimeSpan Timeout { get; init; }
}
