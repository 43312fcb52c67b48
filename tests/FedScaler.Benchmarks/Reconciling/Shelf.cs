using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>Objects of one type in memory, handed out as JSON as a server would. The last watch opened gets every write.</summary>
/// <param name="type">How they are written.</param>
/// <param name="metadata">Of an object.</param>
/// <param name="with">An object with another's status, and with new metadata.</param>
internal sealed class Shelf<TObject>(JsonTypeInfo<TObject> type, Func<TObject, ObjectMeta> metadata, Func<TObject, TObject, ObjectMeta, TObject> with) : IShelf
    where TObject : class
{
    private readonly Dictionary<ObjectKey, TObject> _stored = [];
    private readonly Lock _gate = new();
    private Channel<(TObject Object, string Version)> _events = Channel.CreateUnbounded<(TObject, string)>();
    private long _version = 1;

    /// <summary>Told of each status that is written, before and after, one at a time.</summary>
    public event Action<TObject, TObject>? Written;

    public string Version => Interlocked.Read(ref _version).ToString(CultureInfo.InvariantCulture);

    public IReadOnlyCollection<ObjectKey> Keys => _stored.Keys;

    public void Add(TObject resource)
    {
        lock (_gate) Store(resource, resource);
    }

    public ResourceList<T> List<T>(JsonDecoder<T> decoder)
    {
        lock (_gate)
        {
            _events = Channel.CreateUnbounded<(TObject, string)>();
            return new ResourceList<T>([.. _stored.Values.Select(resource => Decode(resource, decoder))], Version, null, null);
        }
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (resource, version) in _events.Reader.ReadAllAsync(cancellationToken))
            yield return new WatchEvent<T>(WatchEventType.Modified, Decode(resource, decoder), version);
    }

    public T PatchStatus<T>(ObjectKey key, ReadOnlySpan<byte> json, JsonDecoder<T> decoder)
    {
        var written = JsonSerializer.Deserialize(json, type)!;
        lock (_gate)
        {
            var before = _stored[key];
            var after = Store(before, written);
            Written?.Invoke(before, after);
            return Decode(after, decoder);
        }
    }

    private TObject Store(TObject known, TObject written)
    {
        Interlocked.Increment(ref _version);
        var meta = metadata(known);
        var stored = with(known, written, new ObjectMeta { Name = meta.Name, Namespace = meta.Namespace, Uid = meta.Uid, Generation = meta.Generation, ResourceVersion = Version });
        _stored[meta.Key] = stored;
        _events.Writer.TryWrite((stored, Version));
        return stored;
    }

    private T Decode<T>(TObject resource, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(resource, type));
        reader.Read();
        return decoder.Read(ref reader);
    }
}
