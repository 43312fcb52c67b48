using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FedScaler.Kube.Json;
using FedScaler.Kube.Watch;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Leadership.Support;

/// <summary>An API server that holds one Lease, as every candidate's client sees it.</summary>
internal sealed class LeaseServer
{
    public const string Namespace = "fedscaler-system";
    public const string Name = "fedscaler";

    private readonly Lock _gate = new();
    private readonly List<Channel<(WatchEventType Type, JsonObject Lease)>> _watches = [];
    private JsonObject? _lease;
    private int _uids;

    public long Revision { get; private set; } = 1;

    /// <summary>Versions of the Lease that were written, in order; null for a deletion.</summary>
    public List<JsonObject?> History { get; } = [];

    public string Holder => Text("holderIdentity");

    public JsonNode? Spec
    {
        get
        {
            lock (_gate) return _lease?["spec"]?.DeepClone();
        }
    }

    public JsonObject? Find()
    {
        lock (_gate) return (JsonObject?)_lease?.DeepClone();
    }

    public JsonObject Create(JsonObject lease)
    {
        lock (_gate)
        {
            if (_lease is not null) throw Refusals.Of(409, "AlreadyExists");
            lease["metadata"]!["uid"] = $"lease-{++_uids}";
            return Store(WatchEventType.Added, lease);
        }
    }

    public JsonObject Patch(JsonObject patch)
    {
        lock (_gate)
        {
            if (_lease is null) throw Refusals.Of(404, "NotFound");
            var (wanted, found) = (patch["metadata"]!, _lease["metadata"]!);
            if (wanted["resourceVersion"] is { } version && (string?)version != (string?)found["resourceVersion"]) throw Refusals.Of(409, "Conflict");
            if (wanted["uid"] is { } uid && (string?)uid != (string?)found["uid"]) throw Refusals.Of(409, "Conflict");
            var next = (JsonObject)_lease.DeepClone();
            Merge(next, patch);
            return Store(WatchEventType.Modified, next);
        }
    }

    public void Delete()
    {
        lock (_gate)
        {
            if (_lease is not { } gone) return;
            _lease = null;
            History.Add(null);
            Tell(WatchEventType.Deleted, Versioned(gone));
        }
    }

    /// <summary>Puts an older state back, as an etcd restored from a backup does; watches are told as of any change.</summary>
    public void Restore(JsonObject older)
    {
        lock (_gate) Store(WatchEventType.Modified, (JsonObject)older.DeepClone());
    }

    public Channel<(WatchEventType Type, JsonObject Lease)> Watch()
    {
        lock (_gate)
        {
            var watch = Channel.CreateUnbounded<(WatchEventType, JsonObject)>();
            if (_lease is { } lease) watch.Writer.TryWrite((WatchEventType.Added, lease));
            watch.Writer.TryWrite((WatchEventType.Bookmark, new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = $"{Revision}" } }));
            _watches.Add(watch);
            return watch;
        }
    }

    public static T Read<T>(JsonObject lease, JsonDecoder<T> decoder)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(lease.ToJsonString()));
        reader.Read();
        return decoder.Read(ref reader);
    }

    private string Text(string field) => (string?)Spec?[field] ?? "";

    private JsonObject Store(WatchEventType type, JsonObject lease)
    {
        _lease = Versioned(lease);
        History.Add((JsonObject)_lease.DeepClone());
        Tell(type, _lease);
        return (JsonObject)_lease.DeepClone();
    }

    private JsonObject Versioned(JsonObject lease)
    {
        var next = (JsonObject)lease.DeepClone();
        next["metadata"]!["resourceVersion"] = $"{++Revision}";
        return next;
    }

    private void Tell(WatchEventType type, JsonObject lease)
    {
        foreach (var watch in _watches) watch.Writer.TryWrite((type, lease));
    }

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject below && into[name] is JsonObject part) Merge(part, below);
            else into[name] = value?.DeepClone();
        }
    }
}
