using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using FedScaler.Benchmarks.Decoding;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Benchmarks.Footprint;

/// <summary>An API server that has no objects at first and creates as many as it is told to.</summary>
internal sealed class ObjectFeed(NumberedJson objects) : IKubeClient
{
    private readonly Channel<int> _wanted = Channel.CreateUnbounded<int>();

    public Uri Server { get; } = new("https://member.invalid");

    public TimeSpan? ClockSkew => null;

    /// <summary>Creates objects until there are this many.</summary>
    public void GrowTo(int count) => _wanted.Writer.TryWrite(count);

    public Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        Task.FromResult(new ResourceList<T>([], "1", null, null));

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        options.Opened?.Invoke();
        var made = 0;
        await foreach (var wanted in _wanted.Reader.ReadAllAsync(cancellationToken))
        {
            for (; made < wanted; made++)
                yield return new WatchEvent<T>(WatchEventType.Added, Decode(made, decoder), NumberedJson.VersionOf(made));
        }
    }

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        throw new NotSupportedException();

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private T Decode<T>(int number, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(objects.Of(number).Span);
        reader.Read();
        return decoder.Read(ref reader);
    }
}
