using System.Net.Http.Headers;
using System.Text;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Auth;

/// <summary>What proves who we are, for one request.</summary>
internal sealed class Credential(AuthenticationHeaderValue? authorization, ClientCertificate? certificate)
{
    public AuthenticationHeaderValue? Authorization { get; } = authorization;

    public ClientCertificate? Certificate { get; } = certificate;

    /// <summary>What must not come back in a server's words: one that echoes the header would have it written into logs and conditions.</summary>
    private string[] Secrets { get; } = [.. SecretsOf(authorization)];

    public bool AppearsIn(string text) => Array.Exists(Secrets, secret => text.Contains(secret, StringComparison.Ordinal));

    /// <summary>The text without the credential.</summary>
    public string Conceal(string text) => Secrets.Aggregate(text, static (rest, secret) => rest.Replace(secret, "[concealed]", StringComparison.Ordinal));

    /// <summary>The refusal without the credential.</summary>
    public KubeStatus Conceal(KubeStatus status) => status with
    {
        Reason = Conceal(status.Reason),
        Message = Conceal(status.Message),
        Causes = [.. status.Causes.Select(cause => new StatusCause(Conceal(cause.Reason), Conceal(cause.Field), Conceal(cause.Message)))],
    };

    private static IEnumerable<string> SecretsOf(AuthenticationHeaderValue? header)
    {
        if (header?.Parameter is not { Length: > 0 } parameter) yield break;
        yield return parameter;
        if (header.Scheme != "Basic") yield break;
        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(parameter));
        if (pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..] is { Length: > 0 } password) yield return password;
    }
}
