using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Events;

/// <summary>Keeps the events that it is sent.</summary>
internal sealed class EventServer : FakeKubeClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonNode> _events = [];
    private readonly List<string> _writes = [];

    public Func<Exception?> Refuse { get; set; } = () => null;

    /// <summary>The answer to a create gets lost after it was carried out.</summary>
    public bool LosesAnswers { get; set; }

    public IReadOnlyList<JsonNode> Events
    {
        get
        {
            lock (_gate) return [.. _events.Values];
        }
    }

    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_gate) return [.. _writes];
        }
    }

    public void Expire()
    {
        lock (_gate) _events.Clear();
    }

    public override Task<T> CreateAsync<T>(ResourceType type, string? ns, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var node = JsonNode.Parse(body.Utf8.Span)!;
        lock (_gate)
        {
            _writes.Add("create");
            if (Refuse() is { } refusal) return Task.FromException<T>(refusal);
            if (!_events.TryAdd((string)node["metadata"]!["name"]!, node)) return Task.FromException<T>(Refusals.Of(409, "AlreadyExists"));
            if (LosesAnswers) return Task.FromException<T>(new TimeoutException("no answer"));
        }

        return Task.FromResult(default(T)!);
    }

    public override Task<T> PatchAsync<T>(ResourceType type, ObjectKey key, PatchKind kind, RequestBody body, WriteOptions options, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var patch = (JsonObject)JsonNode.Parse(body.Utf8.Span)!;
        lock (_gate)
        {
            _writes.Add("patch");
            if (Refuse() is { } refusal) return Task.FromException<T>(refusal);
            if (!_events.TryGetValue(key.Name, out var found)) return Task.FromException<T>(Refusals.Of(404, "NotFound"));
            patch.Count.ShouldBe(1, "only the series of an event may change");
            found["series"] = patch["series"]!.DeepClone();
        }

        return Task.FromResult(default(T)!);
    }
}
