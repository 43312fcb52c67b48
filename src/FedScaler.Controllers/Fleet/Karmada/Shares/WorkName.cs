using System.Security.Cryptography;
using System.Text;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>The name of the Work that brings an HPA to a member: <c>fedscaler-hpa.NAMESPACE.NAME</c>.</summary>
internal static class WorkName
{
    private const string Prefix = "fedscaler-hpa";

    /// <summary>Of any object that is no label (RFC 1123 subdomain).</summary>
    private const int Longest = 253;
    private const int HashLength = 10;

    /// <summary>
    /// Never one name for two: a namespace has no dot. Names that would pass 253 characters end in a hash of the whole.
    /// </summary>
    public static string Of(string ns, string hpa)
    {
        var name = $"{Prefix}.{ns}.{hpa}";
        if (name.Length <= Longest) return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
        return $"{name[..(Longest - HashLength - 1)].TrimEnd('-', '.')}-{hash}";
    }
}
