using System.Security.Cryptography;
using System.Text;

namespace FedScaler.Controllers.Fleet;

/// <summary>The name of a target's ReplicaBinding: <c>&lt;name&gt;-&lt;kind, lower case&gt;</c>.</summary>
public static class BindingName
{
    private const int Longest = 63;
    private const int HashLength = 8;

    /// <summary>Names that would pass 63 characters end in a hash of the whole, so that two never become one.</summary>
    public static string Of(TargetRef target)
    {
#pragma warning disable CA1308 // Kubernetes names are lower case
        var name = $"{target.Name}-{target.Kind.ToLowerInvariant()}";
#pragma warning restore CA1308
        if (name.Length <= Longest) return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
        return $"{name[..(Longest - HashLength - 1)].TrimEnd('-', '.')}-{hash}";
    }
}
