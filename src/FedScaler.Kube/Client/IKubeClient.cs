using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Kube.Client;

/// <summary>
/// One cluster's API server. The one seam between the controllers and HTTP: another client library could stand behind it.
/// Every call throws <see cref="KubeApiException"/> for an answer that is not a success, <see cref="HttpRequestException"/>
/// when there was no answer, and <see cref="TimeoutException"/> when none came in time.
/// </summary>
public interface IKubeClient : IAsyncDisposable
{
    /// <summary>The server's address, for messages and metrics; never holds credentials.</summary>
    Uri Server { get; }

    /// <summary>The server's clock as its last answer's Date header told it, against ours; null before the first answer.</summary>
    TimeSpan? ClockSkew { get; }

    /// <summary>How many connections have been opened so far: who answers on the newest may be another server than before.</summary>
    int Connections => 0;

    Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null);

    /// <summary>One page. <see cref="KubeClientExtensions.ListPagesAsync"/> walks all of them.</summary>
    Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a watch. Yields nothing until the server sends an event; ends without an exception when the server closes the
    /// stream in the ordinary way. An ERROR event is thrown as <see cref="KubeApiException"/>.
    /// </summary>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken);

    Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken);

    /// <summary>POST to a subresource of an object that is there, e.g. a pod's <c>eviction</c>: <see cref="WriteOptions.Subresource"/> names it.</summary>
    Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken);

    /// <summary>PUT; the body carries the resourceVersion that guards it.</summary>
    Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken);

    Task<T> PatchAsync<T>(ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken);

    /// <summary>Deletes; a 404 is an answer like any other and throws.</summary>
    Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken);

    /// <summary>A GET of any other path (<c>/version</c>, <c>/readyz</c>, discovery).</summary>
    Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken);
}
