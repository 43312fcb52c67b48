using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.ApiServer.Kinds;
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

    protected override bool IsOfInterest(StoreEvent change) =>
        change.Type == WatchEventType.Deleted || change.Object.IsBeingDeleted() || HasOwners(change.Object);

    protected override void Handle(StoreEvent change)
    {
        if (change.Type != WatchEventType.Deleted && HasOwners(change.Object)) CollectIfOrphaned(change.Resource, change.Key);
        if (change.Object.Uid() is not { } uid) return;
        if (change.Type == WatchEventType.Deleted)
        {
            foreach (var (resource, dependent) in Dependents(uid, change.Key.Namespace)) CollectIfOrphaned(resource, dependent.KeyIn(resource));
            foreach (var owner in change.Object.At("metadata", "ownerReferences") as JsonArray ?? []) FinishForeground((owner as JsonObject).Text("uid"), change.Key.Namespace);
            return;
        }

        if (HasFinalizer(change.Object, Orphan)) ReleaseDependents(change, uid);
        if (HasFinalizer(change.Object, Foreground)) DeleteDependents(change, uid);
    }

    private static bool HasOwners(JsonObject value) => value.At("metadata", "ownerReferences") is JsonArray { Count: > 0 };

    private static bool HasFinalizer(JsonObject value, string name) =>
        (value.At("metadata", "finalizers") as JsonArray ?? []).Any(each => each is JsonValue text && text.TryGetValue(out string? found) && found == name);

    private IEnumerable<(ResourceType Resource, JsonObject Value)> Dependents(string uid, string? ns) =>
        from resource in Store.Resources
        from value in Store.List(resource, resource.Namespaced ? ns : null)
        where Owners(value).Any(owner => owner.Text("uid") == uid)
        select (resource, value);

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
        var (group, _) = Split(owner.Text("apiVersion") ?? "");
        var kind = owner.Text("kind");

        // A kind that the store has never seen cannot be judged, and what cannot be judged stays.
        var resources = Store.Resources.Where(resource => resource.Group == group && resource.Kind == kind).ToList();
        return resources.Count == 0 || resources.Any(resource =>
            Store.Get(resource, new ObjectKey(resource.Namespaced ? ns : null, owner.Text("name") ?? ""))?.Uid() == owner.Text("uid"));
    }

    private void ReleaseDependents(StoreEvent change, string uid)
    {
        foreach (var (resource, dependent) in Dependents(uid, change.Key.Namespace).ToList())
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
        var dependents = Dependents(uid, change.Key.Namespace).ToList();
        foreach (var (resource, dependent) in dependents.Where(each => !each.Value.IsBeingDeleted())) BeginDeletion(resource, dependent.KeyIn(resource));
        if (!Dependents(uid, change.Key.Namespace).Any()) RemoveFinalizer(change.Resource, change.Key, Foreground);
    }

    /// <summary>The last dependent of an owner that waits for it has gone.</summary>
    private void FinishForeground(string? uid, string? ns)
    {
        if (uid is null || Dependents(uid, ns).Any()) return;
        foreach (var resource in Store.Resources)
        {
            var owner = Store.List(resource, resource.Namespaced ? ns : null).FirstOrDefault(value => value.Uid() == uid);
            if (owner is not null && HasFinalizer(owner, Foreground)) RemoveFinalizer(resource, owner.KeyIn(resource), Foreground);
        }
    }

    private static (string Group, string Version) Split(string apiVersion) =>
        apiVersion.Split('/') is [var group, var version] ? (group, version) : ("", apiVersion);
}
