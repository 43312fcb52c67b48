using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>
/// What a ServiceAccount's bound token says of itself (KEP-1205). Nothing here is proven, and nothing is trusted for it: the
/// member's API server alone judges the token. Holds no part of the token itself.
/// </summary>
/// <param name="Account">Whose it is.</param>
/// <param name="IssuedAt">By the member's clock, as is <paramref name="ExpiresAt"/>.</param>
public sealed record BoundToken(ObjectKey Account, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    private const string SubjectPrefix = "system:serviceaccount:";

    /// <summary>Far more than any cluster issues.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>9999-12-31, above which there is no date.</summary>
    private const long MaxSeconds = 253_402_300_799;

    public TimeSpan Lifetime => ExpiresAt - IssuedAt;

    /// <summary>When it ends, for messages.</summary>
    public string End => ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a token's claims; null where it is not a ServiceAccount's, or does not expire.</summary>
    public static BoundToken? Read(string token)
    {
        if (token.Length > MaxLength || token.Split('.') is not [_, var payload, _]) return null;
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(payload), FleetJson.Default.TokenClaims) is { } claims ? Of(claims) : null;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            // A token of another kind.
            return null;
        }
    }

    private static BoundToken? Of(TokenClaims claims)
    {
        if (claims is not { Exp: > 0 and <= MaxSeconds, Iat: >= 0 and <= MaxSeconds } || claims.Exp <= claims.Iat) return null;
        if (claims.Sub?.StartsWith(SubjectPrefix, StringComparison.Ordinal) != true) return null;
        return claims.Sub[SubjectPrefix.Length..].Split(':') is [var ns, var name] && IsName(ns) && IsName(name)
            ? new BoundToken(new ObjectKey(ns, name), DateTimeOffset.FromUnixTimeSeconds(claims.Iat.Value), DateTimeOffset.FromUnixTimeSeconds(claims.Exp.Value))
            : null;
    }

    /// <summary>It becomes part of a URL and of messages.</summary>
    private static bool IsName(string text) =>
        text.Length is > 0 and <= 253 && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') && text[0] != '.';
}
