namespace FedScaler.Controllers.Fleet.Karmada.Proxy;

/// <summary>Where Karmada's aggregated API server stands for a member (subresource proxy of Cluster).</summary>
internal static class ProxyPath
{
    /// <summary>The API group of Clusters and their proxies: discovery of it is answered by the aggregated API server itself.</summary>
    public const string Group = "/apis/cluster.karmada.io/v1alpha1";

    /// <summary>The base address of a member.</summary>
    public static Uri Of(Uri hub, string cluster) =>
        new($"{hub.GetLeftPart(UriPartial.Path).TrimEnd('/')}{Group}/clusters/{Uri.EscapeDataString(cluster)}/proxy");
}
