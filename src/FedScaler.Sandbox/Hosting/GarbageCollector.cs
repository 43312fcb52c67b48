using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Hosting;

/// <summary>
/// The garbage collector: what only gone owners own goes too; foreground deletion waits for the dependents, orphaning takes
/// the reference off them (kubernetes' pkg/controller/garbagecollector). It works off what changed at the next timer tick.
/// </summary>
internal sealed class GarbageCollector(ClusterStore store, TimeProvider time) : ChangeFollower(store, time)
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    /// <summary>Who has ever named an owner, by the owner's uid: most deletions find nobody here, and cost nothing.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<(ResourceType Resource, ObjectKey Key), bool>> _named = [];

    protected override bool IsOfInterest(StoreEvent change)
    {
        if (change.Type == WatchEventType.Deleted)
        {
            foreach (var owner in Owners(change.Object)) _named.GetValueOrDefault(owner.Text("uid") ?? "")?.TryRemove((change.Resource, change.Key), out _);
            return HasOwners(change.Object) || _named.ContainsKey(change.Object.Uid() ?? "");
        }

        if (HasOwners(change.Object) && !JsonNode.DeepEquals(change.Object.At("metadata", "ownerReferences"), change.Previous?.At("metadata", "ownerReferences")))
        {
            foreach (var owner in Owners(change.Object)) _named.GetOrAdd(owner.Text("uid") ?? "", _ => [])[(change.Resource, change.Key)] = true;
            return true;
        }

        return change.Object.IsBeingDeleted() && change.Object.HasFinalizers();
    }

    protected override void Handle(StoreEvent change)
    {
        if (change.Type != WatchEventType.Deleted && HasOwners(change.Object)) CollectIfOrphaned(change.Resource, change.Key);
        if (change.Object.Uid() is not { } uid) return;
        if (change.Type == WatchEventType.Deleted)
        {
            foreach (var (resource, dependent) in Dependents(uid)) CollectIfOrphaned(resource, dependent.KeyIn(resource));
            foreach (var owner in Owners(change.Object)) FinishForeground(owner, change.Key.Namespace);
            _named.TryRemove(uid, out _);
            return;
        }

        if (HasFinalizer(change.Object, Orphan)) ReleaseDependents(change, uid);
        if (HasFinalizer(change.Object, Foreground)) DeleteDependents(change, uid);
    }

    private static bool HasOwners(JsonObject value) => value.At("metadata", "ownerReferences") is JsonArray { Count: > 0 };

    private static bool HasFinalizer(JsonObject value, string name) =>
        (value.At("metadata", "finalizers") as JsonArray ?? []).Any(each => each is JsonValue text && text.TryGetValue(out string? found) && found == name);

    private List<(ResourceType Resource, JsonObject Value)> Dependents(string uid)
    {
        var found = new List<(ResourceType, JsonObject)>();
        foreach (var (resource, key) in _named.GetValueOrDefault(uid)?.Keys ?? [])
        {
            if (Store.Get(resource, key) is { } value && Owners(value).Any(owner => owner.Text("uid") == uid)) found.Add((resource, value));
        }

        return found;
    }

    private static IEnumerable<JsonObject> Owners(JsonObject value) => (value.At("metadata", "ownerReferences") as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Deletes an object none of whose owners is left.</summary>
    private void CollectIfOrphaned(ResourceType resource, ObjectKey key)
    {
        if (Store.Get(resource, key) is not { } value || value.IsBeingDeleted()) return;
        var owners = Owners(value).ToList();
        if (owners.Count > 0 && !owners.Any(owner => IsAlive(owner, key.Namespace))) BeginDeletion(resource, key);
    }

    private bool IsAlive(JsonObject owner, string? ns)
    {
        // A kind that the store has never seen cannot be judged, and what cannot be judged stays.
        var resources = Resources(owner);
        return resources.Count == 0 || resources.Any(resource => Find(resource, owner, ns) is not null);
    }

    private List<ResourceType> Resources(JsonObject owner)
    {
        var apiVersion = owner.Text("apiVersion") ?? "";
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        return [.. Store.Resources.Where(resource => resource.Group == group && resource.Kind == owner.Text("kind"))];
    }

    private JsonObject? Find(ResourceType resource, JsonObject owner, string? ns)
    {
        var found = Store.Get(resource, new ObjectKey(resource.Namespaced ? ns : null, owner.Text("name") ?? ""));
        return found?.Uid() == owner.Text("uid") ? found : null;
    }

    private void ReleaseDependents(StoreEvent change, string uid)
    {
        foreach (var (resource, dependent) in Dependents(uid))
        {
            Store.Update(resource, dependent.KeyIn(resource), next =>
            {
                var references = next.At("metadata", "ownerReferences") as JsonArray ?? [];
                foreach (var gone in references.OfType<JsonObject>().Where(owner => owner.Text("uid") == uid).ToArray()) references.Remove(gone);
                if (references.Count == 0) next.Metadata().Remove("ownerReferences");
                return true;
            });
        }

        RemoveFinalizer(change.Resource, change.Key, Orphan);
    }

    private void DeleteDependents(StoreEvent change, string uid)
    {
        var dependents = Dependents(uid);
        foreach (var (resource, dependent) in dependents.Where(each => !each.Value.IsBeingDeleted())) BeginDeletion(resource, dependent.KeyIn(resource));
        if (Dependents(uid).Count == 0) RemoveFinalizer(change.Resource, change.Key, Foreground);
    }

    /// <summary>The last dependent of an owner that waits for it has gone.</summary>
    private void FinishForeground(JsonObject owner, string? ns)
    {
        if (owner.Text("uid") is not { } uid || Dependents(uid).Count > 0) return;
        foreach (var resource in Resources(owner))
        {
            if (Find(resource, owner, ns) is { } waiting && HasFinalizer(waiting, Foreground))
                RemoveFinalizer(resource, waiting.KeyIn(resource), Foreground);
        }
    }
}
