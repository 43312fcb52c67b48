using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Leadership.Support;

/// <summary>One candidate's way to the server, and what is wrong with it.</summary>
internal sealed class LeaseClient(LeaseServer server) : FakeKubeClient
{
    private TaskCompletionSource _open = Opened();
    private int _held;

    /// <summary>Nothing gets through.</summary>
    public bool IsCut { get; set; }

    /// <summary>Writes are stored, and their answers lost.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Calls that wait now.</summary>
    public int Held => Volatile.Read(ref _held);

    public int Writes { get; private set; }

    /// <summary>Calls wait until they are let go, or given up.</summary>
    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _open.TrySetResult();

    public override async Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null)
    {
        await PassAsync(cancellationToken);
        return LeaseServer.Read(server.Find() ?? throw Refusals.Of(404, "NotFound"), decoder);
    }

    public override Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(() => server.Create(Parse(body)), decoder, cancellationToken);

    public override Task<T> PatchAsync<T>(
        ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        WriteAsync(() => server.Patch(Parse(body)), decoder, cancellationToken);

    public override async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = server.Watch();
        options.Opened?.Invoke();
        await foreach (var (kind, lease) in watch.Reader.ReadAllAsync(cancellationToken))
        {
            var version = (string)lease["metadata"]!["resourceVersion"]!;
            yield return kind == WatchEventType.Bookmark
                ? new WatchEvent<T>(kind, default, version, InitialEventsEnd: true)
                : new WatchEvent<T>(kind, LeaseServer.Read(lease, decoder), version);
        }
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private static JsonObject Parse(RequestBody body) => (JsonObject)JsonNode.Parse(body.Utf8.Span)!;

    private async Task<T> WriteAsync<T>(Func<JsonObject> write, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken);
        Writes++;
        var written = write();
        if (LosesAnswers) throw new HttpRequestException("the connection was reset");
        return LeaseServer.Read(written, decoder);
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        if (!_open.Task.IsCompleted)
        {
            Interlocked.Increment(ref _held);
            try
            {
                await _open.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _held);
            }
        }

        if (IsCut) throw new HttpRequestException("no route to host");
    }
}
