using System.Text;
using FedScaler.Sandbox.ApiServer;

namespace FedScaler.Sandbox.Hosting;

/// <summary>Writes kubeconfigs that need nothing but themselves.</summary>
internal static class Kubeconfig
{
    public static string Write(string name, SandboxApiServer server, string token)
    {
        var authority = server.CertificateAuthority is { } pem
            ? $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(pem))}"
            : "";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: {name}
              cluster:
                server: {server.Address.GetLeftPart(UriPartial.Authority)}{authority}
            users:
            - name: {name}-admin
              user:
                token: {token}
            contexts:
            - name: {name}
              context:
                cluster: {name}
                user: {name}-admin
            current-context: {name}

            """;
    }
}
