using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>A hub that holds its objects in memory, hands JSON to its client's decoders as a server would, and counts what it is asked.</summary>
internal sealed class StubbedHub : IKubeClient
{
    private int _writes;
    private int _lists;

    public Shelf<FedHpa> FedHpas { get; } = new(
        ApiJson.Default.FedHpa, static o => o.Metadata, static (known, written, metadata) => known with { Status = written.Status, Metadata = metadata });

    public Shelf<CronHpa> CronHpas { get; } = new(
        ApiJson.Default.CronHpa, static o => o.Metadata, static (known, written, metadata) => known with { Status = written.Status, Metadata = metadata });

    public Shelf<ReplicaBinding> Bindings { get; } = new(
        ApiJson.Default.ReplicaBinding, static o => o.Metadata, static (known, written, metadata) => known with { Status = written.Status, Metadata = metadata });

    public Uri Server { get; } = new("https://hub.invalid");

    public TimeSpan? ClockSkew => null;

    public int Writes => Volatile.Read(ref _writes);

    public int Lists => Volatile.Read(ref _lists);

    public Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        return Task.FromResult(Of(type).List(decoder));
    }

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        options.Opened?.Invoke();
        return Of(type).WatchAsync(decoder, cancellationToken);
    }

    /// <summary>Status by server-side apply; nothing else is written on the paths that are measured.</summary>
    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        if (kind != PatchKind.Apply || options.Subresource != "status") throw new NotSupportedException($"{kind} of {options.Subresource ?? "the object"}");
        Interlocked.Increment(ref _writes);
        return Task.FromResult(Of(type).PatchStatus(key, body.Utf8.Span, decoder));
    }

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        throw new NotSupportedException();

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Asked for the sake of the Date header only, which tells nothing here.</summary>
    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IShelf Of(ResourceType type) =>
        type == ApiResources.FedHpas ? FedHpas
        : type == ApiResources.CronHpas ? CronHpas
        : type == ApiResources.ReplicaBindings ? Bindings
        : throw new NotSupportedException(type.Kind);
}
