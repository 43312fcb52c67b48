namespace FedScaler.Controllers.Fleet.Members;

/// <summary>The registered claims of a JWT (RFC 7519) that matter here, in seconds since 1970.</summary>
internal sealed record TokenClaims
{
    public string? Sub { get; init; }

    public long? Exp { get; init; }

    public long? Iat { get; init; }
}
