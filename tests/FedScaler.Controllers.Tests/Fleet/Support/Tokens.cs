using System.Buffers.Text;
using System.Text;

namespace FedScaler.Controllers.Tests.Fleet.Support;

/// <summary>Tokens as members issue them, but for the signature.</summary>
internal static class Tokens
{
    public static string New(DateTimeOffset issued, TimeSpan lifetime, string account = "fedscaler", string ns = "fedscaler-system") => Of(
        $$"""{"sub":"system:serviceaccount:{{ns}}:{{account}}","iat":{{issued.ToUnixTimeSeconds()}},"exp":{{(issued + lifetime).ToUnixTimeSeconds()}},"aud":["x"]}""");

    public static string Of(string claims) => $"{Encode("""{"alg":"RS256"}""")}.{Encode(claims)}.c2lnbmF0dXJl";

    public static string Kubeconfig(string token, string user = "") =>
        $$"""
        # Kept by hand: mind the comments.
        apiVersion: v1
        kind: Config
        current-context: m
        clusters: [{name: m, cluster: {server: "https://member.example:6443"} }]
        users:
        - name: u
          user: { {{user}} token: {{token}} }   # whose it is
        contexts: [{name: m, context: {cluster: m, user: u} }]
        """;

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
