using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Controllers.Tests.Fleet.Support;

/// <summary>The state of one API server in memory, its history, and how it fails. Clients of it come and go.</summary>
internal sealed class ScriptedCluster
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Plural, ObjectKey Key), JsonObject> _objects = [];
    private readonly List<(long Version, WatchEventType Type, string Plural, JsonObject Object)> _history = [];
    private readonly HashSet<string> _forbidden = [];
    private readonly HashSet<string> _away = [];
    private readonly ConcurrentDictionary<object, Task?> _watches = new();
    private TaskCompletionSource _changed = NewSignal();
    private long _version = 100;
    private long _oldest;
    private int _blocked;

    public ScriptedCluster(string uid) => Put("namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "kube-system", ["uid"] = uid } });

    public bool Refuses { get; set => Signal(field = value); }

    /// <summary>What a call waits for before it is refused, as a client's retries do; null for nothing.</summary>
    public Func<CancellationToken, Task>? BeforeRefusal { get; set; }

    /// <summary>Nothing gets through either way; nothing says so.</summary>
    public bool Swallows { get; set => Signal(field = value); }

    /// <summary>Watches stay open and silent for ever.</summary>
    public bool HoldsWatchesBack { get; set => Signal(field = value); }

    public bool NotReady { get; set; }

    public bool Unauthorized { get; set; }

    /// <summary>Discovery of further APIs, by path.</summary>
    public ConcurrentDictionary<string, string> Served { get; } = new();

    /// <summary>Answers requests for tokens; null refuses them.</summary>
    public Func<string>? IssueToken { get; set; }

    /// <summary>Calls that wait in vain now.</summary>
    public int Blocked => Volatile.Read(ref _blocked);

    public List<string> Writes { get; } = [];

    /// <summary>Connections that clients have had to open.</summary>
    public int Connections { get; private set; }

    /// <summary>How often all watches were ended.</summary>
    public int Breaks { get; private set; }

    /// <summary>Whether the last break looked like the ordinary end of a watch.</summary>
    public bool BreaksCleanly { get; private set; }

    public int Lists;

    public int OpenClients;

    public int ClientsMade;

    /// <summary>Watches that clients have open.</summary>
    public int OpenWatches => _watches.Count;

    /// <summary>Whether every watch has passed on what there is, and waits for more.</summary>
    public bool HasToldAll => _watches.Values.All(waitsFor => waitsFor == Changed);

    public Task Changed
    {
        get
        {
            lock (_gate) return _changed.Task;
        }
    }

    /// <summary>Drops the history: a watch from before now is answered with 410.</summary>
    public void ForgetHistory()
    {
        lock (_gate) _oldest = _version;
    }

    public bool Remembers(long version)
    {
        lock (_gate) return version >= _oldest;
    }

    /// <summary>
    /// Another cluster stands at this address from one moment to the next, empty, and counts on as if nothing had been.
    /// </summary>
    /// <param name="cleanly">Watches end as the server ends them, but over a connection that must be opened anew; else
    /// they break over a connection that stays, as behind a load balancer.</param>
    public void BecomeAnother(string uid, bool cleanly)
    {
        lock (_gate)
        {
            _objects.Clear();
            Put("namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "kube-system", ["uid"] = uid } });
            Breaks++;
            BreaksCleanly = cleanly;
            if (cleanly) Connections++;
        }

        Signal();
    }

    public void Forbid(string plural)
    {
        lock (_gate) _forbidden.Add(plural);
        Signal();
    }

    /// <summary>What stands behind an aggregated API is away, or there again: plurals and paths.</summary>
    public void SetAway(bool away, params ReadOnlySpan<string> what)
    {
        lock (_gate)
        {
            foreach (var one in what)
            {
                if (away) _away.Add(one);
                else _away.Remove(one);
            }
        }

        Signal();
    }

    public bool IsAway(string what)
    {
        lock (_gate) return _away.Contains(what);
    }

    public void Allow(string plural)
    {
        lock (_gate) _forbidden.Remove(plural);
        Signal();
    }

    public bool IsForbidden(string plural)
    {
        lock (_gate) return _forbidden.Contains(plural);
    }

    public JsonObject Put(string plural, JsonObject item)
    {
        lock (_gate)
        {
            var key = KeyOf(item);
            var meta = (JsonObject)item["metadata"]!;
            var existed = _objects.TryGetValue((plural, key), out var old);
            meta["uid"] ??= old?["metadata"]!["uid"]!.DeepClone() ?? Guid.NewGuid().ToString();
            meta["resourceVersion"] = (++_version).ToString();
            _objects[(plural, key)] = item;
            _history.Add((_version, existed ? WatchEventType.Modified : WatchEventType.Added, plural, (JsonObject)item.DeepClone()));
            Signal();
            return item;
        }
    }

    public void Remove(string plural, ObjectKey key)
    {
        lock (_gate)
        {
            if (!_objects.Remove((plural, key), out var old)) throw NotFound(plural, key);
            old["metadata"]!["resourceVersion"] = (++_version).ToString();
            _history.Add((_version, WatchEventType.Deleted, plural, old));
            Signal();
        }
    }

    public JsonObject? Find(string plural, ObjectKey key)
    {
        lock (_gate) return (JsonObject?)_objects.GetValueOrDefault((plural, key))?.DeepClone();
    }

    public JsonObject Get(string plural, ObjectKey key) => Find(plural, key) ?? throw NotFound(plural, key);

    public (List<JsonObject> Items, long Version) List(string plural, string? ns)
    {
        lock (_gate)
        {
            var items = _objects.Where(o => o.Key.Plural == plural && (ns is null || o.Key.Key.Namespace == ns));
            return ([.. items.Select(o => (JsonObject)o.Value.DeepClone())], _version);
        }
    }

    public List<(long Version, WatchEventType Type, string Plural, JsonObject Object)> After(long version, string plural, string? ns)
    {
        lock (_gate)
            return [.. _history.Where(h => h.Version > version && h.Plural == plural && (ns is null || KeyOf(h.Object).Namespace == ns))];
    }

    public async Task<bool> BlockAsync(CancellationToken cancellationToken)
    {
        if (!Swallows && !(Refuses && BeforeRefusal is not null)) return false;
        try
        {
            // The timer first: what counts as blocked is what the clock alone brings on.
            var refused = Refuses ? BeforeRefusal?.Invoke(cancellationToken) : null;
            Interlocked.Increment(ref _blocked);
            if (refused is not null) await refused;
            while (Swallows) await Changed.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _blocked);
        }

        return true;
    }

    /// <summary>Notes what a watch waits for; null while it has something to do.</summary>
    public void NoteWatch(object watch, Task? waitsFor) => _watches[watch] = waitsFor;

    public void NoteWatchEnd(object watch) => _watches.TryRemove(watch, out _);

    public static KubeApiException Refusal(int code, string reason, string message) => new(new KubeStatus(code, reason, message, []));

    private static KubeApiException NotFound(string plural, ObjectKey key) => Refusal(404, "NotFound", $"{plural} \"{key}\" not found");

    private static ObjectKey KeyOf(JsonObject item) => new((string?)item["metadata"]!["namespace"], (string)item["metadata"]!["name"]!);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal(bool _ = true)
    {
        TaskCompletionSource changed;
        lock (_gate) (changed, _changed) = (_changed, NewSignal());
        changed.TrySetResult();
    }
}
