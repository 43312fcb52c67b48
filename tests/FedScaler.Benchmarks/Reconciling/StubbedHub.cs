using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>
/// A hub that holds FedHPAs in memory, hands JSON to its client's decoders as a server would, and counts what it is asked.
/// The last watch opened gets every write.
/// </summary>
internal sealed class StubbedHub : IKubeClient
{
    private readonly Dictionary<ObjectKey, FedHpa> _stored = [];
    private readonly Lock _gate = new();
    private Channel<(FedHpa Object, string Version)> _events = Channel.CreateUnbounded<(FedHpa, string)>();
    private long _version = 1;
    private int _writes;
    private int _lists;

    public Uri Server { get; } = new("https://hub.invalid");

    public TimeSpan? ClockSkew => null;

    public int Writes => Volatile.Read(ref _writes);

    public int Lists => Volatile.Read(ref _lists);

    public string Version => Interlocked.Read(ref _version).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public IReadOnlyCollection<ObjectKey> Keys => _stored.Keys;

    public void Add(FedHpa resource) => Store(resource);

    public Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        lock (_gate)
        {
            _events = Channel.CreateUnbounded<(FedHpa, string)>();
            return Task.FromResult(new ResourceList<T>([.. _stored.Values.Select(resource => Decode(resource, decoder))], Version, null, null));
        }
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        options.Opened?.Invoke();
        await foreach (var (resource, version) in _events.Reader.ReadAllAsync(cancellationToken))
            yield return new WatchEvent<T>(WatchEventType.Modified, Decode(resource, decoder), version);
    }

    /// <summary>Status by server-side apply; nothing else is written on the paths that are measured.</summary>
    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        if (kind != PatchKind.Apply || options.Subresource != "status") throw new NotSupportedException($"{kind} of {options.Subresource ?? "the object"}");
        Interlocked.Increment(ref _writes);
        var written = JsonSerializer.Deserialize(body.Utf8.Span, ApiJson.Default.FedHpa)!;
        lock (_gate) return Task.FromResult(Decode(Store(_stored[key] with { Status = written.Status }), decoder));
    }

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        throw new NotSupportedException();

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private FedHpa Store(FedHpa resource)
    {
        Interlocked.Increment(ref _version);
        var known = resource.Metadata;
        var stored = resource with
        {
            Metadata = new ObjectMeta { Name = known.Name, Namespace = known.Namespace, Uid = known.Uid, Generation = known.Generation, ResourceVersion = Version },
        };
        _stored[known.Key] = stored;
        _events.Writer.TryWrite((stored, Version));
        return stored;
    }

    private static T Decode<T>(FedHpa resource, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(resource, ApiJson.Default.FedHpa));
        reader.Read();
        return decoder.Read(ref reader);
    }
}
