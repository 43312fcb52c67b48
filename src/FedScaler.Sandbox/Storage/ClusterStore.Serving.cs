using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;

namespace FedScaler.Sandbox.Storage;

/// <content>What the API server needs beyond <see cref="IClusterStore"/>: compare-and-swap, pages, watches, restoring.</content>
public sealed partial class ClusterStore
{
    /// <summary>The whole state, to be restored later.</summary>
    public StoreSnapshot Snapshot()
    {
        lock (_gate) return new StoreSnapshot(_revision, _tables.Values.ToDictionary(table => table.Resource, table => table.Stored(null).ToArray()));
    }

    /// <summary>Goes back to an older state, its revision included, as an etcd restored from a backup does. Watches are told nothing.</summary>
    public void Restore(StoreSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        lock (_gate)
        {
            Interlocked.Exchange(ref _revision, snapshot.Revision);
            _forgottenUpTo = snapshot.Revision;
            foreach (var resource in snapshot.Objects.Keys) Table(resource);
            foreach (var table in _tables.Values) table.Replace(snapshot.Objects.GetValueOrDefault(table.Resource) ?? [], snapshot.Revision);
        }

        Restored?.Invoke();
    }

    /// <summary>Forgets what came before now, as a server does that was restarted: older watches and pages are told 410.</summary>
    public void ForgetHistory()
    {
        lock (_gate)
        {
            _forgottenUpTo = _revision;
            foreach (var table in _tables.Values) table.ForgetHistory(_revision);
        }
    }

    internal StoredObject? Find(ResourceType resource, ObjectKey key)
    {
        lock (_gate) return Table(resource).Find(key);
    }

    /// <summary>Stores a stamped new object, which is the store's from here on; null when the name is taken.</summary>
    internal StoredObject? Insert(ResourceType resource, JsonObject value, WriteOrigin? origin)
    {
        lock (_gate)
        {
            var table = Table(resource);
            var key = value.KeyIn(table.Resource);
            if (table.Find(key) is not null) return null;
            var stored = Stamp(value);
            table.Put(key, stored);
            Announce(table, WatchEventType.Added, key, stored, previous: null, origin);
            return stored;
        }
    }

    /// <summary>Stores the stamped next state if the object is still the expected one; null when somebody wrote in between.</summary>
    internal StoredObject? Replace(ResourceType resource, ObjectKey key, StoredObject expected, JsonObject next, WriteOrigin? origin)
    {
        lock (_gate)
        {
            var table = Table(resource);
            return ReferenceEquals(table.Find(key), expected) ? Store(table, key, expected, next, origin) : null;
        }
    }

    /// <summary>Removes the object if it is still the expected one, with <paramref name="last"/> as its last state; null when somebody wrote in between.</summary>
    internal StoredObject? Remove(ResourceType resource, ObjectKey key, StoredObject expected, JsonObject last, WriteOrigin? origin)
    {
        lock (_gate)
        {
            var table = Table(resource);
            return ReferenceEquals(table.Find(key), expected) ? Delete(table, key, expected, last, origin) : null;
        }
    }

    /// <summary>Objects and the revision they are of, now or (with <paramref name="at"/>) as they were; null objects when that is forgotten.</summary>
    internal (IReadOnlyList<StoredObject>? Objects, long Revision) Page(ResourceType resource, string? ns, long? at = null)
    {
        lock (_gate)
        {
            var table = Table(resource);
            if (at is null || at == _revision) return ([.. table.Stored(ns)], _revision);
            return (table.StoredAt(ns, at.Value), at.Value);
        }
    }

    /// <summary>
    /// Watches a type from a revision on: what came after it is given to <paramref name="watcher"/> at once, and what comes
    /// later as it is stored, under the store's lock. False, and no watch, when the history does not reach back so far.
    /// </summary>
    internal bool TryWatch(ResourceType resource, long from, Action<StoreEvent> watcher, out long oldest)
    {
        lock (_gate)
        {
            var table = Table(resource);
            oldest = table.ForgottenUpTo;
            if (from < oldest) return false;
            foreach (var change in table.Since(from)) watcher(change);
            table.Watch(watcher);
            return true;
        }
    }

    /// <summary>Watches a type from now on; what is there now is handed to <paramref name="initial"/> first, in the same step.</summary>
    internal void Watch(ResourceType resource, string? ns, Action<IEnumerable<StoredObject>, long> initial, Action<StoreEvent> watcher)
    {
        lock (_gate)
        {
            var table = Table(resource);
            initial(table.Stored(ns), _revision);
            table.Watch(watcher);
        }
    }

    internal void Unwatch(ResourceType resource, Action<StoreEvent> watcher)
    {
        lock (_gate) Table(resource).Unwatch(watcher);
    }
}
