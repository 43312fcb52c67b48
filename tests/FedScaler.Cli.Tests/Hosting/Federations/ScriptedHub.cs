using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Cli.Tests.Hosting.Federations;

/// <summary>A hub that answers GETs of paths as it is told to, the last answer again and again, and knows nothing else.</summary>
internal sealed class ScriptedHub : IKubeClient
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<string>>> _answers = new(StringComparer.Ordinal);

    public Uri Server { get; } = new("https://hub.example:6443");

    public TimeSpan? ClockSkew => null;

    public static string Groups(params string[] names) => $$"""{"kind": "APIGroupList", "groups": [{{string.Join(',', names.Select(static name => $$"""{"name": "{{name}}"}"""))}}]}""";

    public static KubeApiException Refusal(int code, string message) => new(new KubeStatus(code, "", message, []));

    public ScriptedHub Answer(string path, string json) => Add(path, () => json);

    public ScriptedHub Fail(string path, Exception error) => Add(path, () => throw error);

    public Task<T> GetPathAsync<T>(string path, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var queue = _answers[path];
        var answer = queue.Count > 1 && queue.TryDequeue(out var next) ? next : queue.TryPeek(out var last) ? last : throw new InvalidOperationException(path);
        if (ReferenceEquals(decoder, JsonDecoders.Nothing))
        {
            answer();
            return Task.FromResult((T)(object)true);
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(answer()));
        return Task.FromResult(decoder.Read(ref reader));
    }

    public Task<T> GetAsync<T>(ResourceType type, ObjectKey key, JsonDecoder<T> decoder, CancellationToken cancellationToken, string? subresource = null) => throw Unasked();

    public Task<ResourceList<T>> ListAsync<T>(ResourceType type, string? ns, ListOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw Unasked();

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ResourceType type, string? ns, WatchOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw Unasked();

    public Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw Unasked();

    public Task<T> CreateSubresourceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw Unasked();

    public Task<T> ReplaceAsync<T>(ResourceType type, ObjectKey key, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) => throw Unasked();

    public Task<T> PatchAsync<T>(ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken) =>
        throw Unasked();

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException Unasked() => new("who asks which federation a hub serves reads nothing else");

    private ScriptedHub Add(string path, Func<string> answer)
    {
        _answers.GetOrAdd(path, static _ => new ConcurrentQueue<Func<string>>()).Enqueue(answer);
        return this;
    }
}
