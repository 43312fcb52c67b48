using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Hosting;

/// <summary>Empties namespaces that are being deleted, and lets them go when nothing is left in them.</summary>
internal sealed class NamespaceController(ClusterStore store, TimeProvider time) : ChangeFollower(store, time)
{
    protected override bool IsOfInterest(StoreEvent change) =>
        change.Resource == KnownResources.Namespaces
            ? change.Type != WatchEventType.Deleted && change.Object.IsBeingDeleted()
            : change.Type == WatchEventType.Deleted && change.Key.Namespace is not null;

    protected override void Handle(StoreEvent change)
    {
        var name = change.Resource == KnownResources.Namespaces ? change.Key.Name : change.Key.Namespace!;
        if (Store.Get(KnownResources.Namespaces, new ObjectKey(null, name)) is not { } ns || !ns.IsBeingDeleted()) return;
        foreach (var (resource, value) in Content(name).ToList()) BeginDeletion(resource, value.KeyIn(resource));
        if (Content(name).Any()) return;
        Store.Update(KnownResources.Namespaces, new ObjectKey(null, name), next =>
        {
            if (next.At("spec", "finalizers") is null) return false;
            next.Child("spec").Remove("finalizers");
            return true;
        });
    }

    private IEnumerable<(ResourceType Resource, JsonObject Value)> Content(string ns) =>
        from resource in Store.Resources
        where resource.Namespaced
        from value in Store.List(resource, ns)
        select (resource, value);
}
