using System.Runtime.CompilerServices;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>A client all of whose requests go over one <see cref="Wire"/>.</summary>
internal sealed class WiredClient(IKubeClient inner, Wire wire) : IKubeClient
{
    public Uri Server => inner.Server;

    public TimeSpan? ClockSkew => inner.ClockSkew;

    public int Connections => inner.Connections;

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        wire.SendAsync(false, () => inner.GetAsync(type, key, decoder, cancellationToken, subresource), cancellationToken);

    public Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        wire.SendAsync(false, () => inner.ListAsync(type, ns, options, decoder, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await wire.PassAsync(cancellationToken);
        await foreach (var change in inner.WatchAsync(type, ns, options, decoder, cancellationToken))
        {
            await wire.PassAsync(cancellationToken);
            yield return change;
        }
    }

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(type, () => inner.CreateAsync(type, ns, body, options, decoder, cancellationToken), cancellationToken);

    public Task<T> CreateSubresourceAsync<T>(
        ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(type, () => inner.CreateSubresourceAsync(type, key, body, options, decoder, cancellationToken), cancellationToken);

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(type, () => inner.ReplaceAsync(type, key, body, options, decoder, cancellationToken), cancellationToken);

    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(type, () => inner.PatchAsync(type, key, kind, body, options, decoder, cancellationToken), cancellationToken);

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        WriteAsync(
            type,
            async () =>
            {
                await inner.DeleteAsync(type, key, options, cancellationToken);
                return true;
            },
            cancellationToken);

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        wire.SendAsync(false, () => inner.GetPathAsync(path, decoder, cancellationToken), cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    // A process that is stopped does not give up what it has sent, whatever becomes of the call here.
    private Task<T> WriteAsync<T>(ResourceType type, Func<Task<T>> send, CancellationToken cancellationToken) =>
        wire.SendAsync(type != KnownResources.Leases && type != KnownResources.Events, send, cancellationToken);
}
