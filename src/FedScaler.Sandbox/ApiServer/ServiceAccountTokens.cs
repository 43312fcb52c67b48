using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Authorization;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>
/// Bound tokens of ServiceAccounts: JWTs that are good until they expire and as long as the very ServiceAccount is there
/// (pkg/serviceaccount/claims.go). Signed by a secret instead of a key pair: nobody but this server reads them.
/// </summary>
internal sealed class ServiceAccountTokens(IClusterStore store, TimeProvider time)
{
    private const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private static readonly string Header = Encode("""{"alg":"HS256","typ":"JWT"}""");

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private long _issued;

    /// <summary>How long tokens live at most (--service-account-max-token-expiration); null: as long as was asked for.</summary>
    public TimeSpan? MaxLifetime { get; set; }

    /// <param name="lifetime">What was asked for.</param>
    /// <returns>The token, and when it really expires.</returns>
    public (string Token, DateTimeOffset Expires) Issue(JsonObject account, TimeSpan lifetime)
    {
        var granted = MaxLifetime is { } most && most < lifetime ? most : lifetime;
        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + granted).ToUnixTimeSeconds());
        return (Sign(account, expires), expires);
    }

    /// <summary>A token as a Secret of a ServiceAccount holds it: it does not expire by itself.</summary>
    public string IssueLasting(JsonObject account) => Sign(account, DateTimeOffset.MaxValue);

    private string Sign(JsonObject account, DateTimeOffset expires)
    {
        var now = time.GetUtcNow();
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray(Issuer),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["jti"] = $"token-{Interlocked.Increment(ref _issued)}",
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = account.Namespace(),
                ["serviceaccount"] = new JsonObject { ["name"] = account.Name(), ["uid"] = account.Uid() },
            },
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["sub"] = UserInfo.OfServiceAccount(account.Namespace() ?? "", account.Name()).Name,
        };
        var signed = $"{Header}.{Encode(claims.ToJsonString())}";
        return $"{signed}.{Sign(signed)}";
    }

    /// <summary>Whose token it is; null where it is nobody's, or not any more.</summary>
    public UserInfo? Find(string token)
    {
        var dot = token.LastIndexOf('.');
        if (dot < 0 || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token[(dot + 1)..]), Encoding.ASCII.GetBytes(Sign(token[..dot])))) return null;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[..dot].Split('.')[1])) as JsonObject ?? throw new JsonException("claims are an object");
        if (claims.Integer("exp") <= time.GetUtcNow().ToUnixTimeSeconds()) return null;
        var bound = claims["kubernetes.io"] as JsonObject;
        var (ns, account) = (bound.Text("namespace") ?? "", bound?["serviceaccount"] as JsonObject);
        var name = account.Text("name") ?? "";
        return store.Get(KnownResources.ServiceAccounts, new ObjectKey(ns, name))?.Uid() == account.Text("uid") ? UserInfo.OfServiceAccount(ns, name) : null;
    }

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
