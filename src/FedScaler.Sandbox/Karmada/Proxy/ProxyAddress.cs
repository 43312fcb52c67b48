using FedScaler.Kube.Karmada;

namespace FedScaler.Sandbox.Karmada.Proxy;

/// <summary>Where a member's API server is to be had through the hub.</summary>
public static class ProxyAddress
{
    private const string Suffix = "/proxy";

    private static readonly string Prefix = $"/apis/{KarmadaResources.Clusters.ApiVersion}/{KarmadaResources.Clusters.Plural}/";

    public static Uri Of(Uri hub, string member) => new(hub, Prefix + Uri.EscapeDataString(member) + Suffix);

    /// <summary>The member that an address on the hub stands for; null for the hub itself.</summary>
    public static string? MemberOf(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var path = server.AbsolutePath.TrimEnd('/');
        return path.StartsWith(Prefix, StringComparison.Ordinal) && path.EndsWith(Suffix, StringComparison.Ordinal) && path.Length > Prefix.Length + Suffix.Length
            ? Uri.UnescapeDataString(path[Prefix.Length..^Suffix.Length])
            : null;
    }
}
