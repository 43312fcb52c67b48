using System.Text;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Config;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>A member's kubeconfig whose credential is one bound token, so that it can be renewed by changing nothing else.</summary>
public sealed class StoredCredential
{
    private readonly string _kubeconfig;
    private readonly string _token;

    private StoredCredential(string kubeconfig, string token, BoundToken bound) => (_kubeconfig, _token, Bound) = (kubeconfig, token, bound);

    public BoundToken Bound { get; }

    /// <summary>Reads a kubeconfig; null where its credential is of another kind (a certificate, a token without an end) or it is none.</summary>
    public static StoredCredential? Read(ReadOnlySpan<byte> content)
    {
        try
        {
            // Nothing is connected to by this: whether the address may be is judged where that is done.
            var user = MemberKubeconfig.Parse(content, new MemberConfigPolicy(AllowLoopback: true)).User;
            if (user is not { Token: { } token, Certificate: null, Username: null } || BoundToken.Read(token) is not { } bound) return null;
            var text = Encoding.UTF8.GetString(content);
            // Twice, or broken up by YAML: what to change would be a guess.
            var at = text.IndexOf(token, StringComparison.Ordinal);
            return at >= 0 && text.IndexOf(token, at + 1, StringComparison.Ordinal) < 0 ? new StoredCredential(text, token, bound) : null;
        }
        catch (KubeconfigException)
        {
            return null;
        }
    }

    /// <summary>The kubeconfig with another token, everything else as it stood: order, comments and all.</summary>
    public byte[] With(string token) => Encoding.UTF8.GetBytes(_kubeconfig.Replace(_token, token, StringComparison.Ordinal));
}
