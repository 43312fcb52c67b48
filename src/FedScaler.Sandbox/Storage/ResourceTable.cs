using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Storage;

/// <summary>All objects of one type, in the order of namespace and name, with their latest history. Not thread-safe: the store locks.</summary>
internal sealed class ResourceTable(ResourceType resource, int historyLimit, long forgottenUpTo)
{
    private readonly SortedDictionary<string, SortedDictionary<string, StoredObject>> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<JsonObject>> _listed = [];
    private readonly List<Action<StoreEvent>> _watchers = [];
    private readonly Queue<StoreEvent> _history = new();

    public ResourceType Resource => resource;

    /// <summary>The history knows what came after this revision and nothing of what came before.</summary>
    public long ForgottenUpTo { get; private set; } = forgottenUpTo;

    public StoredObject? Find(ObjectKey key) =>
        _namespaces.TryGetValue(key.Namespace ?? "", out var names) && names.TryGetValue(key.Name, out var found) ? found : null;

    public void Put(ObjectKey key, StoredObject value)
    {
        if (!_namespaces.TryGetValue(key.Namespace ?? "", out var names))
        {
            names = new SortedDictionary<string, StoredObject>(StringComparer.Ordinal);
            _namespaces.Add(key.Namespace ?? "", names);
        }

        names[key.Name] = value;
        Touch(key);
    }

    public void Drop(ObjectKey key)
    {
        if (!_namespaces.TryGetValue(key.Namespace ?? "", out var names)) return;
        names.Remove(key.Name);
        if (names.Count == 0) _namespaces.Remove(key.Namespace ?? "");
        Touch(key);
    }

    /// <summary>The objects as a list that later writes do not change, made once per change of the table.</summary>
    public IReadOnlyList<JsonObject> List(string? ns)
    {
        if (_listed.TryGetValue(ns ?? "", out var known)) return known;
        var made = Stored(ns).Select(stored => stored.Object).ToArray();
        _listed[ns ?? ""] = made;
        return made;
    }

    public IEnumerable<StoredObject> Stored(string? ns)
    {
        if (ns is null) return _namespaces.Values.SelectMany(names => names.Values);
        return _namespaces.TryGetValue(ns, out var found) ? found.Values : [];
    }

    /// <summary>The objects as they were at an older revision: the history, undone from its end; null when it does not reach back so far.</summary>
    public List<StoredObject>? StoredAt(string? ns, long revision)
    {
        if (revision < ForgottenUpTo) return null;
        var then = new SortedDictionary<ObjectKey, StoredObject>(KeyOrder.Instance);
        foreach (var stored in Stored(ns)) then[stored.Object.KeyIn(resource)] = stored;
        foreach (var change in _history.Reverse().TakeWhile(change => change.Revision > revision))
        {
            if (ns is not null && change.Key.Namespace != ns) continue;
            if (change.StoredPrevious is { } previous) then[change.Key] = previous;
            else then.Remove(change.Key);
        }

        return [.. then.Values];
    }

    /// <summary>Remembers a change and tells those who watch.</summary>
    public void Announce(StoreEvent change)
    {
        _history.Enqueue(change);
        if (_history.Count > historyLimit) ForgottenUpTo = _history.Dequeue().Revision;
        foreach (var watcher in _watchers) watcher(change);
    }

    public IEnumerable<StoreEvent> Since(long revision) => _history.Where(change => change.Revision > revision);

    public void Watch(Action<StoreEvent> watcher) => _watchers.Add(watcher);

    public void Unwatch(Action<StoreEvent> watcher) => _watchers.Remove(watcher);

    public void ForgetHistory(long revision)
    {
        _history.Clear();
        ForgottenUpTo = revision;
    }

    /// <summary>Puts other content in place of this; who watched stays, and is told nothing.</summary>
    public void Replace(IEnumerable<StoredObject> content, long revision)
    {
        _namespaces.Clear();
        _listed.Clear();
        foreach (var stored in content) Put(stored.Object.KeyIn(resource), stored);
        ForgetHistory(revision);
    }

    private void Touch(ObjectKey key)
    {
        _listed.Remove("");
        if (key.Namespace is { } ns) _listed.Remove(ns);
    }
}
