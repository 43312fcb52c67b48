using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Transport;
using FedScaler.Kube.Watch;

namespace FedScaler.Kube.Client;

/// <summary>The API server of one cluster over HTTP. Safe for use from many threads.</summary>
public sealed class KubeClient : IKubeClient, ICallActivity
{
    private readonly ClusterTransport _transport;
    private readonly ApiAddress _address;
    private readonly KubeClientOptions _options;
    private readonly TimeProvider _time;
    private readonly ReadRetry _readRetry;
    private readonly Action<int> _countEnding;
    private int _inFlight;
    private int _ending;

    private KubeClient(ClusterConnection connection, TimeProvider time, KubeClientOptions options)
    {
        (Server, _time, _options) = (connection.Server, time, options);
        _transport = new ClusterTransport(connection, time);
        _countEnding = change => Interlocked.Add(ref _ending, change);
        _address = new ApiAddress(connection.Server);
        _readRetry = new ReadRetry(options, time);
    }

    /// <inheritdoc/>
    public Uri Server { get; }

    /// <inheritdoc/>
    public TimeSpan? ClockSkew => _transport.ClockSkew;

    /// <inheritdoc/>
    public int Connections => _transport.Connections;

    /// <inheritdoc/>
    public int InFlightCalls => Volatile.Read(ref _inFlight);

    /// <inheritdoc/>
    public int EndingCalls => Volatile.Read(ref _ending);

    /// <inheritdoc/>
    public int WaitingCalls => _readRetry.Waiting;

    /// <summary>A client for one cluster. It connects with its first call.</summary>
    /// <param name="time">Deadlines and retry delays go by it; connecting and pings by the system's clock.</param>
    public static KubeClient Create(ClusterConnection connection, TimeProvider time, KubeClientOptions? options = null) =>
        new(connection, time, options ?? KubeClientOptions.Default);

    /// <inheritdoc/>
    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) =>
        CallAsync(new ApiRequest(HttpMethod.Get, _address.Object(type, key, subresource, "")), decoder, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceList<T>> ListAsync<T>(
        ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var query = ApiAddress.Query(
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("limit", options.Limit?.ToString()),
            ("continue", options.Continue),
            ("resourceVersion", options.ResourceVersion),
            ("resourceVersionMatch", options.ResourceVersionMatch));
        return CallAsync(new ApiRequest(HttpMethod.Get, _address.Collection(type, ns, query)), new ListDecoder<T>(decoder), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var timeout = options.Timeout ?? _options.WatchTimeout;
        var query = ApiAddress.Query(
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("resourceVersion", options.ResourceVersion),
            ("sendInitialEvents", options.SendInitialEvents ? "true" : null),
            ("resourceVersionMatch", options.SendInitialEvents ? "NotOlderThan" : null),
            ("timeoutSeconds", ((long)Math.Ceiling(timeout.TotalSeconds)).ToString()));
        var request = new ApiRequest(HttpMethod.Get, _address.Collection(type, ns, query));
        var deadline = new CallDeadline(timeout + _options.WatchGrace, _time, cancellationToken);
        deadline.TellWhenOver(_countEnding);
        await using var stream = await OpenAsync(request, deadline, decoder);
        options.Opened?.Invoke();
        while (await stream.NextAsync() is { } next) yield return next;
    }

    /// <inheritdoc/>
    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        CallAsync(new ApiRequest(HttpMethod.Post, _address.Collection(type, ns, Query(options)), body.Utf8), decoder, cancellationToken);

    /// <inheritdoc/>
    public Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var subresource = options.Subresource ?? throw new ArgumentException("a POST to an object goes to a subresource of it", nameof(options));
        return CallAsync(new ApiRequest(HttpMethod.Post, _address.Object(type, key, subresource, Query(options)), body.Utf8), decoder, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        CallAsync(new ApiRequest(HttpMethod.Put, _address.Object(type, key, options.Subresource, Query(options)), body.Utf8), decoder, cancellationToken);

    /// <inheritdoc/>
    public Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var contentType = kind switch
        {
            PatchKind.Merge => "application/merge-patch+json",
            PatchKind.Json => "application/json-patch+json",
            // JSON is YAML, and servers know no apply type for JSON.
            PatchKind.Apply => "application/apply-patch+yaml",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        var force = kind is PatchKind.Apply && options.Force ? "true" : null;
        var address = _address.Object(type, key, options.Subresource, Query(options, force));
        return CallAsync(new ApiRequest(HttpMethod.Patch, address, body.Utf8, contentType), decoder, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        CallAsync(new ApiRequest(HttpMethod.Delete, _address.Object(type, key, null, ""), DeleteBody(options).Utf8), JsonDecoders.Nothing, cancellationToken);

    /// <inheritdoc/>
    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        CallAsync(new ApiRequest(HttpMethod.Get, _address.Path(path)), decoder, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Query(WriteOptions options, string? force = null) =>
        ApiAddress.Query(("fieldManager", options.FieldManager), ("force", force), ("dryRun", options.DryRun ? "All" : null));

    private static RequestBody DeleteBody(DeleteOptions options)
    {
        var body = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1" };
        if (options.Uid is not null || options.ResourceVersion is not null)
        {
            var preconditions = new JsonObject();
            if (options.Uid is { } uid) preconditions["uid"] = uid;
            if (options.ResourceVersion is { } version) preconditions["resourceVersion"] = version;
            body["preconditions"] = preconditions;
        }

        if (options.PropagationPolicy is { } policy) body["propagationPolicy"] = policy;
        if (options.GracePeriodSeconds is { } grace) body["gracePeriodSeconds"] = grace;
        return RequestBody.From(body);
    }

    private async Task<T> CallAsync<T>(ApiRequest request, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var epoch = _transport.Calls.Epoch;
        using var deadline = new CallDeadline(_options.CallTimeout, _time, cancellationToken);
        deadline.TellWhenOver(_countEnding);
        try
        {
            return request.IsRead ? await ReadAsync(request, decoder, deadline.Token) : await AttemptAsync(request, decoder, deadline.Token);
        }
        catch (Exception e)
        {
            var seen = deadline.Translate(e, request.ToString());
            if (seen is null) throw;
            if (seen is TimeoutException) _transport.Calls.Recycle(epoch);
            throw seen;
        }
    }

    private Task<T> ReadAsync<T>(ApiRequest request, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        _readRetry.RunAsync(request, token => AttemptAsync(request, decoder, token), cancellationToken);

    private async Task<WatchStream<T>> OpenAsync<T>(ApiRequest request, CallDeadline deadline, JsonDecoder<T> decoder)
    {
        using var opening = new CallDeadline(_options.CallTimeout, _time, deadline);
        Interlocked.Increment(ref _inFlight);
        try
        {
            return await WatchStream<T>.OpenAsync(_transport, request, deadline, opening, _options, decoder);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task<T> AttemptAsync<T>(ApiRequest request, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            using var response = await _transport.SendAsync(request, _transport.Calls, cancellationToken);
            return await AnswerReader.ReadAsync(response, decoder, _options.MaxBodyBytes, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
