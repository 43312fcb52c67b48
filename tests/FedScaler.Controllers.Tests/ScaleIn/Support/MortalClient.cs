using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Controllers.Tests.ScaleIns.Support;

/// <summary>A hub's client in a process that may die after any write.</summary>
internal sealed class MortalClient(ScriptedCluster hub, Deaths deaths) : IKubeClient
{
    private readonly ScriptedClient _inner = new(hub);

    public Uri Server => _inner.Server;

    public TimeSpan? ClockSkew => _inner.ClockSkew;

    /// <summary>Called before each patch; may throw.</summary>
    public Action<ResourceType, ObjectKey, WriteOptions>? BeforePatch { get; set; }

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        _inner.GetAsync(type, key, decoder, cancellationToken, subresource);

    public Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        _inner.ListAsync(type, ns, options, decoder, cancellationToken);

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        _inner.WatchAsync(type, ns, options, decoder, cancellationToken);

    public async Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        deaths.BeforeWrite();
        BeforePatch?.Invoke(type, key, options);
        var answer = await _inner.PatchAsync(type, key, kind, body, options, decoder, cancellationToken);
        deaths.AfterWrite();
        return answer;
    }

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> CreateSubresourceAsync<T>(
        ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
