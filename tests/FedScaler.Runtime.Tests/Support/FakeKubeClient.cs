using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Runtime.Tests.Support;

/// <summary>Refuses everything; a test overrides what it is about.</summary>
internal abstract class FakeKubeClient : IKubeClient
{
    public Uri Server { get; } = new("https://idc-a.test");

    public TimeSpan? ClockSkew => null;

    public virtual Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        throw new NotSupportedException();

    public virtual Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<T> PatchAsync<T>(ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
