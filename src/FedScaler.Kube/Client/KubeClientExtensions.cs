using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Client;

/// <summary>What every caller needs on top of the plain calls.</summary>
public static class KubeClientExtensions
{
    /// <summary>All pages of a list, and the resourceVersion that a watch goes on from.</summary>
    /// <exception cref="HttpRequestException">Also when it passes <see cref="ListLimits"/>.</exception>
    public static async Task<ResourceList<T>> ListPagesAsync<T>(
        this IKubeClient client, ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var page = await client.ListAsync(type, ns, options, decoder, cancellationToken);
        items.AddRange(page.Items);
        ListLimits.Check(items.Count, 1, options.Continue, page.Continue);
        for (var pages = 2; page.Continue is { Length: > 0 } next; pages++)
        {
            // A continue token carries its own version; sending one beside it is refused.
            page = await client.ListAsync(type, ns, options with { Continue = next, ResourceVersion = null, ResourceVersionMatch = null }, decoder, cancellationToken);
            items.AddRange(page.Items);
            ListLimits.Check(items.Count, pages, next, page.Continue);
        }

        return new ResourceList<T>(items, page.ResourceVersion, null, null);
    }
}
