using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Reads a member's API server, not its watch cache: a request without a resourceVersion is answered with the newest state.</summary>
internal sealed class RemovalReads(MemberCalls calls, MemberCaches caches)
{
    private const int PageSize = 500;

    /// <summary>How the member serves a kind.</summary>
    public Task<KindResolution> ResolveAsync(string apiVersion, string kind, CancellationToken cancellationToken) =>
        calls.WithinDeadlineAsync("discovery", token => caches.ResolveAsync(apiVersion, kind, token), cancellationToken);

    /// <summary>To be called after the last read: the connection may have led to another cluster by then.</summary>
    /// <exception cref="IOException">What was read is another cluster's, or that could not be found out.</exception>
    public Task ConfirmAsync(CancellationToken cancellationToken) =>
        calls.WithinDeadlineAsync(
            "who it is",
            async token =>
            {
                await caches.ConfirmIdentityAsync(token);
                return true;
            },
            cancellationToken);

    /// <summary>Null where there is none.</summary>
    public async Task<T?> FindAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await calls.WithinDeadlineAsync("a read", token => calls.Client.GetAsync(type, key, decoder, token), cancellationToken);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>All pages; the deadline is each page's own.</summary>
    /// <param name="ns">Null for all namespaces.</param>
    /// <param name="selector">Null for all.</param>
    public async Task<List<T>> ListAsync<T>(ResourceType type, string? ns, string? selector, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var options = new ListOptions(LabelSelector: selector, Limit: PageSize);
        for (var pages = 1; ; pages++)
        {
            var asked = options;
            var page = await calls.WithinDeadlineAsync("a read", token => calls.Client.ListAsync(type, ns, asked, decoder, token), cancellationToken);
            items.AddRange(page.Items);
            ListLimits.Check(items.Count, pages, asked.Continue, page.Continue);
            if (page.Continue is not { Length: > 0 } next) return items;
            options = options with { Continue = next };
        }
    }
}
