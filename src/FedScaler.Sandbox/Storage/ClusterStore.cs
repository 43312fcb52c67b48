using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Storage;

/// <summary>
/// The memory of one API server: objects by type and key under one revision counter, with a bounded history per type for
/// watches. Every object is stored as a new, immutable tree; reading copies nothing.
/// </summary>
/// <param name="time">Gives creationTimestamp and the time of events.</param>
/// <param name="seed">Decides all uids and generated names.</param>
/// <param name="historyLimit">How many changes per type watches and old pages can look back on.</param>
public sealed partial class ClusterStore(TimeProvider time, int seed = 0, int historyLimit = 8192) : IClusterStore
{
    /// <summary>A real cluster has written this much before anybody can look, and has forgotten it: a watch from 1 is too old.</summary>
    private const long FirstRevision = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Group, string Plural), ResourceTable> _tables = [];
    private readonly UidSource _uids = new(seed);
    private long _revision = FirstRevision;
    private long _forgottenUpTo = FirstRevision;

    /// <inheritdoc/>
    public event Action<StoreEvent>? Changed;

    /// <summary>Raised after <see cref="Restore"/>, outside the lock: all that was watched has to be read anew.</summary>
    public event Action? Restored;

    /// <inheritdoc/>
    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>The types of which something is or was stored.</summary>
    public IReadOnlyList<ResourceType> Resources
    {
        get
        {
            lock (_gate) return [.. _tables.Values.Select(table => table.Resource)];
        }
    }

    /// <inheritdoc/>
    public JsonObject? Get(ResourceType resource, ObjectKey key) => Find(resource, key)?.Object;

    /// <inheritdoc/>
    public IReadOnlyList<JsonObject> List(ResourceType resource, string? ns = null)
    {
        lock (_gate) return Table(resource).List(ns);
    }

    /// <inheritdoc/>
    public JsonObject Create(ResourceType resource, JsonObject value)
    {
        var copy = (JsonObject)value.DeepClone();
        if (copy.Name().Length == 0) copy.Metadata()["name"] = GenerateName(copy.MetadataText("generateName") ?? "");
        StampNew(resource, copy);
        return Insert(resource, copy, origin: null)?.Object
            ?? throw new InvalidOperationException($"{resource} \"{copy.Name()}\" already exists");
    }

    /// <inheritdoc/>
    public JsonObject? Update(ResourceType resource, ObjectKey key, Func<JsonObject, bool> change, WriteOrigin? origin = null)
    {
        lock (_gate)
        {
            var table = Table(resource);
            if (table.Find(key) is not { } current) return null;
            var next = (JsonObject)current.Object.DeepClone();
            if (!change(next)) return current.Object;
            StampUpdate(resource, current.Object, next);
            return Store(table, key, current, next, origin).Object;
        }
    }

    /// <inheritdoc/>
    public bool Remove(ResourceType resource, ObjectKey key)
    {
        lock (_gate)
        {
            var table = Table(resource);
            if (table.Find(key) is not { } current) return false;
            Delete(table, key, current, (JsonObject)current.Object.DeepClone(), origin: null);
            return true;
        }
    }

    /// <summary>A name that begins so, and is not taken by chance.</summary>
    internal string GenerateName(string prefix)
    {
        const int MaxGeneratedNameLength = 58; // apiserver's storage/names: 63 less the suffix
        lock (_gate) return prefix[..Math.Min(prefix.Length, MaxGeneratedNameLength)] + _uids.NameSuffix();
    }

    /// <summary>Gives a new object what the server alone decides: uid, creationTimestamp, generation.</summary>
    internal void StampNew(ResourceType resource, JsonObject value)
    {
        var metadata = value.Metadata();
        lock (_gate) metadata["uid"] = _uids.Next();
        metadata["creationTimestamp"] = time.GetUtcNow().ToKubernetesTime();
        metadata.Remove("resourceVersion");
        metadata.Remove("generation");
        metadata.Remove("deletionTimestamp");
        metadata.Remove("deletionGracePeriodSeconds");
        if (KindRules.HasGeneration(KindRules.Canonical(resource))) metadata["generation"] = 1;
    }

    /// <summary>Keeps what no update may change, and counts the generation.</summary>
    internal static void StampUpdate(ResourceType resource, JsonObject current, JsonObject next)
    {
        var metadata = next.Metadata();
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace", "uid", "creationTimestamp", "generation"])
        {
            if (current.Metadata()[name] is { } kept) metadata[name] = kept.DeepClone();
            else metadata.Remove(name);
        }

        if (KindRules.IsNewGeneration(KindRules.Canonical(resource), current, next))
            metadata["generation"] = (current.Metadata().Integer("generation") ?? 0) + 1;
    }

    private ResourceTable Table(ResourceType resource)
    {
        var canonical = KindRules.Canonical(resource);
        if (_tables.TryGetValue((canonical.Group, canonical.Plural), out var table)) return table;
        table = new ResourceTable(canonical, historyLimit, _forgottenUpTo);
        _tables.Add((canonical.Group, canonical.Plural), table);
        return table;
    }

    /// <summary>Stores the next state of an object, or removes it when nothing holds its deletion up any longer.</summary>
    private StoredObject Store(ResourceTable table, ObjectKey key, StoredObject current, JsonObject next, WriteOrigin? origin)
    {
        if (DeletionRules.IsComplete(table.Resource, next)) return Delete(table, key, current, next, origin);
        var stored = Stamp(next);
        table.Put(key, stored);
        Announce(table, WatchEventType.Modified, key, stored, current, origin);
        return stored;
    }

    private StoredObject Delete(ResourceTable table, ObjectKey key, StoredObject current, JsonObject last, WriteOrigin? origin)
    {
        table.Drop(key);
        var gone = Stamp(last);
        Announce(table, WatchEventType.Deleted, key, gone, current, origin);
        return gone;
    }

    private StoredObject Stamp(JsonObject value)
    {
        var revision = Interlocked.Increment(ref _revision);
        value.Metadata()["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        return new StoredObject(value, revision);
    }

    private void Announce(
        ResourceTable table, WatchEventType type, ObjectKey key, StoredObject stored, StoredObject? previous, WriteOrigin? origin)
    {
        var change = new StoreEvent(stored.Revision, time.GetUtcNow(), type, table.Resource, key, stored.Object, previous?.Object, origin)
        {
            Stored = stored,
            StoredPrevious = previous,
        };
        table.Announce(change);
        Changed?.Invoke(change);
    }
}
