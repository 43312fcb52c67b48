namespace FedScaler.Members.Add;

/// <summary>Which cluster is to be a member, and how.</summary>
internal sealed record MemberAddOptions
{
    public required string Name { get; init; }

    /// <summary>The member's kubeconfig, an administrator's.</summary>
    public required string Kubeconfig { get; init; }

    public string? Context { get; init; }

    public string? HubKubeconfig { get; init; }

    public string? HubContext { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Of the MemberCluster; null: those that it has.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public required TimeSpan TokenLifetime { get; init; }

    /// <summary>Whether the rights to take named pods out are granted.</summary>
    public bool ScaleIn { get; init; } = true;

    /// <summary>The address at which the hub reaches the member; null: the kubeconfig's.</summary>
    public string? Server { get; init; }

    public bool AllowLoopback { get; init; }

    /// <summary>Another cluster may take the place of the one that has the name.</summary>
    public bool Replace { get; init; }

    public bool Wait { get; init; } = true;

    public required TimeSpan Timeout { get; init; }
}
