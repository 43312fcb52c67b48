using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Controllers.Tests.Support;

/// <summary>A hub that holds objects in memory, hands JSON to decoders as a server would, and tells what is written to it.</summary>
internal sealed class StubbedHub : IKubeClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Type, ObjectKey Key), JsonObject> _stored = [];
    private readonly Dictionary<string, Channel<(WatchEventType Type, JsonObject Object)>> _watches = [];
    private readonly Dictionary<string, string> _versions = [];
    private long _version = 1;

    public Uri Server { get; } = new("https://hub.invalid");

    public TimeSpan? ClockSkew { get; set; }

    /// <summary>Writes of the service's, as "kind key subresource".</summary>
    public ConcurrentQueue<string> Writes { get; } = new();

    /// <summary>What the next writes of the service's meet with; null for success.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Lists of this type wait until this is completed.</summary>
    public Dictionary<string, TaskCompletionSource> Held { get; } = [];

    /// <summary>Version of the newest object of a type, as its informer will have it.</summary>
    public string VersionOf(ResourceType type)
    {
        lock (_gate) return _versions.GetValueOrDefault(type.Plural, "1");
    }

    public JsonObject? Find(ResourceType type, ObjectKey key)
    {
        lock (_gate) return _stored.TryGetValue((type.Plural, key), out var found) ? (JsonObject)found.DeepClone() : null;
    }

    /// <summary>Creates or changes what is a user's.</summary>
    public void Put(ResourceType type, ObjectKey key, JsonObject spec)
    {
        lock (_gate)
        {
            var known = _stored.GetValueOrDefault((type.Plural, key));
            var stored = (JsonObject?)known?.DeepClone() ?? new JsonObject
            {
                ["apiVersion"] = $"{type.Group}/{type.Version}",
                ["kind"] = type.Kind,
                ["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace, ["uid"] = $"uid-{_version}", ["generation"] = 0L },
            };
            stored["spec"] = spec.DeepClone();
            stored["metadata"]!["generation"] = (long)stored["metadata"]!["generation"]! + 1;
            Store(type, key, stored, known is null ? WatchEventType.Added : WatchEventType.Modified);
        }
    }

    /// <summary>Somebody deletes it, and it stays until its finalizers are off.</summary>
    public void BeginDeletion(ResourceType type, ObjectKey key, DateTimeOffset time, string finalizer)
    {
        lock (_gate)
        {
            var stored = (JsonObject)_stored[(type.Plural, key)].DeepClone();
            stored["metadata"]!["deletionTimestamp"] = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            stored["metadata"]!["finalizers"] = new JsonArray(finalizer);
            Store(type, key, stored, WatchEventType.Modified);
        }
    }

    /// <summary>The watch of a type breaks off; the next one goes on from where it was.</summary>
    public void BreakWatch(ResourceType type)
    {
        lock (_gate)
        {
            var broken = _watches[type.Plural];
            _watches[type.Plural] = Channel.CreateUnbounded<(WatchEventType, JsonObject)>();
            broken.Writer.Complete(new IOException("the watch broke off"));
        }
    }

    public void Delete(ResourceType type, ObjectKey key)
    {
        lock (_gate)
        {
            if (!_stored.Remove((type.Plural, key), out var known)) return;
            Store(type, key, known, WatchEventType.Deleted);
            _stored.Remove((type.Plural, key));
        }
    }

    public async Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        if (Held.TryGetValue(type.Plural, out var gate)) await gate.Task.WaitAsync(cancellationToken);
        lock (_gate)
        {
            _watches[type.Plural] = Channel.CreateUnbounded<(WatchEventType, JsonObject)>();
            _versions.TryAdd(type.Plural, Number(_version));
            return new ResourceList<T>([.. _stored.Where(item => item.Key.Type == type.Plural).Select(item => Decode(item.Value, decoder))], _versions[type.Plural], null, null);
        }
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        options.Opened?.Invoke();
        await foreach (var (kind, item) in _watches[type.Plural].Reader.ReadAllAsync(cancellationToken))
            yield return new WatchEvent<T>(kind, Decode(item, decoder), (string)item["metadata"]!["resourceVersion"]!);
    }

    /// <summary>Status by server-side apply: the whole of it is ours.</summary>
    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal) return Task.FromException<T>(refusal);
        if (kind == PatchKind.Merge && options.Subresource is null) return Task.FromResult(SetFinalizers(type, key, body, decoder));
        if (kind != PatchKind.Apply || options.Subresource != "status") throw new NotSupportedException($"{kind} of {options.Subresource ?? "the object"}");
        Writes.Enqueue($"{type.Kind} {key} {options.Subresource}");
        lock (_gate)
        {
            var stored = (JsonObject)_stored[(type.Plural, key)].DeepClone();
            stored["status"] = JsonNode.Parse(body.Utf8.Span)!["status"]!.DeepClone();
            Store(type, key, stored, WatchEventType.Modified);
            return Task.FromResult(Decode(stored, decoder));
        }
    }

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) => Task.FromResult(Decode([], decoder));

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        throw new NotSupportedException();

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Store(ResourceType type, ObjectKey key, JsonObject stored, WatchEventType kind)
    {
        var version = Number(++_version);
        stored["metadata"]!["resourceVersion"] = version;
        _versions[type.Plural] = version;
        _stored[(type.Plural, key)] = stored;
        if (_watches.TryGetValue(type.Plural, out var watch)) watch.Writer.TryWrite((kind, (JsonObject)stored.DeepClone()));
    }

    private T SetFinalizers<T>(ResourceType type, ObjectKey key, RequestBody body, JsonDecoder<T> decoder)
    {
        lock (_gate)
        {
            var stored = (JsonObject)_stored[(type.Plural, key)].DeepClone();
            stored["metadata"]!["finalizers"] = JsonNode.Parse(body.Utf8.Span)!["metadata"]!["finalizers"]!.DeepClone();
            Store(type, key, stored, WatchEventType.Modified);
            return Decode(stored, decoder);
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static T Decode<T>(JsonObject item, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(item));
        reader.Read();
        return decoder.Read(ref reader);
    }
}
