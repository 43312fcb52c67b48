namespace FedScaler.Controllers.Fleet.Members;

/// <summary>What a connection to a member was made with; never the credential itself.</summary>
/// <param name="Version">Changes whenever another connection is wanted.</param>
/// <param name="Where">Where that is written down, for messages.</param>
/// <param name="Token">What the token says of itself; null where the credentials are of another kind.</param>
internal sealed record ConnectionSource(string Version, string Where, BoundToken? Token = null)
{
    /// <summary>What stands between us and the member, for messages; null where the client's address is the member's own.</summary>
    public string? Behind { get; init; }

    /// <summary>What helps against a refusal; null for what helps where a kubeconfig was the source.</summary>
    public ProbeMends? Mends { get; init; }
}
