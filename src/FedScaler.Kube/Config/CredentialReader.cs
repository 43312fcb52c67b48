using System.Security.Cryptography;
using System.Text;
using FedScaler.Kube.Auth;

namespace FedScaler.Kube.Config;

/// <summary>Reads a kubeconfig's user entry.</summary>
internal static class CredentialReader
{
    public static UserCredentials Read(KubeconfigFields user)
    {
        if (user.Has("auth-provider"))
            throw user.Wrong("auth-provider", "was removed in Kubernetes 1.26", "use the exec plugin of your provider");
        return new UserCredentials
        {
            Token = ReadToken(user),
            TokenFile = user.FilePath("tokenFile"),
            Username = NonEmpty(user.String("username")),
            Password = user.String("password"),
            Certificate = ReadCertificate(user),
            Exec = user.Object("exec") is { } exec ? ReadExec(exec) : null,
            Impersonate = NonEmpty(user.String("as")) is { } name
                ? new Impersonation(name, NonEmpty(user.String("as-uid")), [.. user.Strings("as-groups")])
                : null,
        };
    }

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? ReadToken(KubeconfigFields user)
    {
        var token = NonEmpty(user.String("token")?.Trim());
        return token is null || token.All(static c => c is > ' ' and < '\x7f')
            ? token
            : throw user.Wrong("token", "holds characters that no header may hold", "give the token as it was issued, on one line");
    }

    private static ClientCertificate? ReadCertificate(KubeconfigFields user)
    {
        var certificate = user.DataOrFile("client-certificate-data", "client-certificate");
        var key = user.DataOrFile("client-key-data", "client-key");
        if (certificate is null && key is null) return null;
        if (certificate is null) throw user.Wrong("client-certificate-data", "missing beside a client key", "give certificate and key");
        if (key is null) throw user.Wrong("client-key-data", "missing beside a client certificate", "give certificate and key");
        try
        {
            return ClientCertificate.FromPem(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // The cause is left out: it is of no use, and its text is not ours to vouch for.
            throw user.Wrong("client-certificate-data", "certificate and key do not fit together or are not PEM", "give a PEM certificate and its PKCS#1, PKCS#8 or EC key");
        }
    }

    private static ExecPlugin ReadExec(KubeconfigFields exec)
    {
        if (exec.String("interactiveMode") == "Always")
            throw exec.Wrong("interactiveMode", "Always needs a terminal", "use IfAvailable or Never");
        var apiVersion = exec.Require("apiVersion", "write client.authentication.k8s.io/v1");
        if (apiVersion is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
            throw exec.Wrong("apiVersion", "not a version that is served", "write client.authentication.k8s.io/v1");
        return new ExecPlugin(
            apiVersion,
            exec.Command("command"),
            [.. exec.Strings("args")],
            [.. exec.Objects("env").Select(static variable => new KeyValuePair<string, string>(
                variable.Require("name", "name the variable"), variable.String("value") ?? ""))],
            exec.String("installHint"));
    }
}
