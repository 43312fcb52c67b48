using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Runtime.Leadership;

/// <summary>
/// Lets writes through while this instance leads, each stamped with its epoch; reads always. A process that was stopped and goes on,
/// in the middle of a decision, is refused here by its own clock. What was past this gate when it was stopped is refused by the
/// servers: by the resourceVersion that it carries, and on the hub by the epoch. Owns the client that it wraps.
/// </summary>
public sealed class FencedKubeClient(IKubeClient inner, ILeadership leadership, EpochStamp stamp) : IKubeClient
{
    /// <summary>For clients of other clusters.</summary>
    public EpochStamp Stamp => stamp;

    public Uri Server => inner.Server;

    public TimeSpan? ClockSkew => inner.ClockSkew;

    public int Connections => inner.Connections;

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        inner.GetAsync(type, key, decoder, cancellationToken, subresource);

    public Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        inner.ListAsync(type, ns, options, decoder, cancellationToken);

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        inner.WatchAsync(type, ns, options, decoder, cancellationToken);

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(epoch => inner.CreateAsync(type, ns, Stamped(epoch, type, options, body), options, decoder, cancellationToken));

    public Task<T> CreateSubresourceAsync<T>(
        ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(_ => inner.CreateSubresourceAsync(type, key, body, options, decoder, cancellationToken));

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(epoch => inner.ReplaceAsync(type, key, Stamped(epoch, type, options, body), options, decoder, cancellationToken));

    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(epoch => inner.PatchAsync(type, key, kind, Stamped(epoch, type, options, body, kind), options, decoder, cancellationToken));

    public async Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        await WriteAsync(async _ =>
        {
            await inner.DeleteAsync(type, key, options, cancellationToken);
            return true;
        });

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) => inner.GetPathAsync(path, decoder, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private RequestBody Stamped(string? epoch, ResourceType type, WriteOptions options, RequestBody body, PatchKind? kind = null) =>
        // A JSON patch is a list of operations; nobody here writes by one.
        epoch is null || kind is PatchKind.Json ? body : stamp.Put(epoch, type, options, kind is PatchKind.Apply, body);

    private async Task<T> WriteAsync<T>(Func<string?, Task<T>> write)
    {
        try
        {
            return await write(leadership.DemandEpoch());
        }
        catch (KubeApiException refused) when (stamp.IsRefusal(refused))
        {
            // We lead no more and do not know it yet; or we have just begun, and the server's copy of the Lease is behind.
            throw new FencedWriteException(refused.Message, refused);
        }
    }
}
