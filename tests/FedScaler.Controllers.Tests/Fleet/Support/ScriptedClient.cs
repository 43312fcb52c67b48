using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Controllers.Tests.Fleet.Support;

/// <summary>A client of a <see cref="ScriptedCluster"/>, through the JSON that a server would send.</summary>
internal sealed class ScriptedClient : IKubeClient
{
    private const string AppsV1 =
        """
        {"resources": [
          {"name": "deployments", "kind": "Deployment", "namespaced": true},
          {"name": "deployments/scale", "kind": "Scale", "namespaced": true},
          {"name": "daemonsets", "kind": "DaemonSet", "namespaced": true}]}
        """;

    private readonly ScriptedCluster _cluster;

    public ScriptedClient(ScriptedCluster cluster)
    {
        _cluster = cluster;
        Interlocked.Increment(ref cluster.OpenClients);
        Interlocked.Increment(ref cluster.ClientsMade);
    }

    public Uri Server { get; } = new("https://member.example:6443");

    public TimeSpan? ClockSkew => TimeSpan.Zero;

    public int Connections => _cluster.Connections;

    public async Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null)
    {
        await EnterAsync(type.Plural, cancellationToken);
        return Decode(_cluster.Get(type.Plural, key), decoder);
    }

    public async Task<ResourceList<T>> ListAsync<T>(
        ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        await EnterAsync(type.Plural, cancellationToken);
        Interlocked.Increment(ref _cluster.Lists);
        var (items, version) = _cluster.List(type.Plural, ns);
        return new ResourceList<T>([.. items.Select(i => Decode(i, decoder))], version.ToString(), null, null);
    }

    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnterAsync(type.Plural, cancellationToken);
        var watch = new object();
        _cluster.NoteWatch(watch, null);
        try
        {
            options.Opened?.Invoke();
            var breaks = _cluster.Breaks;
            if (!options.SendInitialEvents && !_cluster.Remembers(long.Parse(options.ResourceVersion!)))
                throw ScriptedCluster.Refusal(410, "Expired", "too old resource version");
            var from = options.SendInitialEvents ? 0 : long.Parse(options.ResourceVersion!);
            if (options.SendInitialEvents)
            {
                Interlocked.Increment(ref _cluster.Lists);
                (var items, from) = _cluster.List(type.Plural, ns);
                foreach (var item in items)
                    yield return new WatchEvent<T>(WatchEventType.Added, Decode(item, decoder), (string)item["metadata"]!["resourceVersion"]!);
                yield return new WatchEvent<T>(WatchEventType.Bookmark, default, from.ToString(), InitialEventsEnd: true);
            }

            await foreach (var change in FollowAsync(watch, breaks, from, type, ns, cancellationToken))
                yield return new WatchEvent<T>(change.Type, Decode(change.Object, decoder), change.Version.ToString());
        }
        finally
        {
            _cluster.NoteWatchEnd(watch);
        }
    }

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw new NotSupportedException("the fleet creates by apply");

    public async Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        if (options.Subresource != "token") throw new NotSupportedException("a scripted cluster evicts nothing");
        await EnterAsync("serviceaccounts/token", cancellationToken);
        Note("POST", type, key, options);
        var token = _cluster.IssueToken?.Invoke() ?? throw ScriptedCluster.Refusal(403, "Forbidden", $"serviceaccounts \"{key.Name}\" is forbidden");
        return Decode(new JsonObject { ["status"] = new JsonObject { ["token"] = token } }, decoder);
    }

    public async Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        await EnterAsync(type.Plural, cancellationToken);
        Note("PUT", type, key, options);
        var item = (JsonObject)JsonNode.Parse(body.Utf8.Span)!;
        Guard(type, key, item);
        return Decode((JsonObject)_cluster.Put(type.Plural, item).DeepClone(), decoder);
    }

    public async Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        await EnterAsync(type.Plural, cancellationToken);
        Note(kind.ToString(), type, key, options);
        var patch = (JsonObject)JsonNode.Parse(body.Utf8.Span)!;
        Guard(type, key, patch);
        (patch["metadata"] as JsonObject)?.Remove("resourceVersion");
        var before = kind == PatchKind.Apply && options.Subresource is null ? _cluster.Find(type.Plural, key) ?? [] : _cluster.Get(type.Plural, key);
        var after = (JsonObject)before.DeepClone();
        // The whole of a status is one manager's, and an apply without a field of its own removes it.
        if (kind == PatchKind.Apply && options.Subresource == "status") after["status"] = patch["status"]?.DeepClone();
        else Merge(after, patch);
        if (!JsonNode.DeepEquals(before, after)) _cluster.Put(type.Plural, (JsonObject)after.DeepClone());
        return Decode(_cluster.Get(type.Plural, key), decoder);
    }

    public async Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken)
    {
        await EnterAsync(type.Plural, cancellationToken);
        if (options.Uid is { } uid && (string?)_cluster.Get(type.Plural, key)["metadata"]!["uid"] != uid)
            throw ScriptedCluster.Refusal(409, "Conflict", "the UID in the precondition does not match");
        var item = _cluster.Get(type.Plural, key);
        if (options.ResourceVersion is { } version && (string?)item["metadata"]!["resourceVersion"] != version)
            throw ScriptedCluster.Refusal(409, "Conflict", "the ResourceVersion in the precondition does not match");
        if (item["metadata"]!["finalizers"] is not JsonArray { Count: > 0 })
        {
            _cluster.Remove(type.Plural, key);
            return;
        }

        item["metadata"]!["deletionTimestamp"] = "2026-03-01T00:00:00Z";
        _cluster.Put(type.Plural, item);
    }

    public async Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        await EnterAsync(path, cancellationToken);
        if (path == "/readyz")
        {
            if (_cluster.NotReady) throw ScriptedCluster.Refusal(500, "InternalError", "etcd failed");
            return Decode([], decoder);
        }

        return path switch
        {
            "/version" => Decode(new JsonObject { ["gitVersion"] = "v1.36.2" }, decoder),
            "/apis/cluster.karmada.io/v1alpha1" => Decode([], decoder),
            "/apis/apps/v1" => Decode((JsonObject)JsonNode.Parse(AppsV1)!, decoder),
            _ when _cluster.Served.TryGetValue(path, out var resources) => Decode((JsonObject)JsonNode.Parse(resources)!, decoder),
            _ => throw ScriptedCluster.Refusal(404, "NotFound", path),
        };
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Decrement(ref _cluster.OpenClients);
        return ValueTask.CompletedTask;
    }

    private async IAsyncEnumerable<(long Version, WatchEventType Type, JsonObject Object)> FollowAsync(
        object watch, int breaks, long from, ResourceType type, string? ns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hung = false;
        while (true)
        {
            var changed = _cluster.Changed;
            if (_cluster.Refuses) throw new IOException("connection reset by peer");
            if (_cluster.Breaks != breaks)
            {
                if (_cluster.BreaksCleanly) yield break;
                throw new IOException("connection reset by peer");
            }

            if (_cluster.IsForbidden(type.Plural)) throw ScriptedCluster.Refusal(403, "Forbidden", $"{type} is forbidden");
            if (_cluster.IsAway(type.Plural)) throw new IOException("the aggregated API server is away");
            hung |= _cluster.HoldsWatchesBack;
            if (!hung && !_cluster.Swallows)
            {
                foreach (var past in _cluster.After(from, type.Plural, ns))
                {
                    from = past.Version;
                    yield return (past.Version, past.Type, past.Object);
                }
            }

            _cluster.NoteWatch(watch, changed);
            await changed.WaitAsync(cancellationToken);
            _cluster.NoteWatch(watch, null);
        }
    }

    private static T Decode<T>(JsonObject item, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(item.ToJsonString()));
        reader.Read();
        return decoder.Read(ref reader);
    }

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject fields && into[name] is JsonObject old) Merge(old, fields);
            else if (value is null) into.Remove(name);
            else into[name] = value?.DeepClone();
        }
    }

    private void Note(string verb, ResourceType type, ObjectKey key, WriteOptions options)
    {
        lock (_cluster.Writes) _cluster.Writes.Add($"{verb} {type.Plural}/{key}{(options.Subresource is { } sub ? "/" + sub : "")} by {options.FieldManager}");
    }

    private void Guard(ResourceType type, ObjectKey key, JsonObject body)
    {
        if ((string?)body["metadata"]?["resourceVersion"] is { } version && (string?)_cluster.Get(type.Plural, key)["metadata"]!["resourceVersion"] != version)
            throw ScriptedCluster.Refusal(409, "Conflict", "the object has been modified");
    }

    private async Task EnterAsync(string what, CancellationToken cancellationToken)
    {
        await _cluster.BlockAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (_cluster.Refuses) throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
        if (_cluster.IsAway(what)) throw ScriptedCluster.Refusal(503, "", "service unavailable");
        if (_cluster.Unauthorized) throw ScriptedCluster.Refusal(401, "Unauthorized", "Unauthorized");
        if (_cluster.IsForbidden(what)) throw ScriptedCluster.Refusal(403, "Forbidden", $"{what} is forbidden: User \"fedscaler\" cannot list resource");
    }
}
