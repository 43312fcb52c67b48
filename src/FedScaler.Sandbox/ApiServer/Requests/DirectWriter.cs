using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>
/// Writes of simulated clients that send no HTTP: what they write is defaulted, owned and validated as the server would do it.
/// </summary>
internal sealed class DirectWriter(ClusterStore store, ResourceRegistry registry, ObjectChecks checks, TimeProvider time)
{
    /// <summary>What the server serves of a kind; null when it does not know it.</summary>
    public ServedResource? Find(string apiVersion, string kind) =>
        registry.All.FirstOrDefault(served => served.Type.ApiVersion == apiVersion && served.Type.Kind == kind);

    public bool Exists(ServedResource resource, JsonObject value) => store.Find(resource.Type, value.KeyIn(resource.Type)) is not null;

    /// <summary>POST.</summary>
    /// <exception cref="ApiException">As the server would refuse it.</exception>
    public JsonObject Create(ServedResource resource, JsonObject value, string manager)
    {
        var next = Decode(resource, value);
        CheckNamespace(resource, next);
        if (resource.HasStatus) next.Remove("status");
        ObjectChecks.SetDefaults(resource, next);
        checks.Mutate(resource.Type, next, null);
        store.StampNew(resource.Type, next);
        Own(resource, null, next, manager);
        if (!resource.IsCustom) BuiltInAdmission.OnCreate(KindRules.Canonical(resource.Type), next);
        checks.Validate(resource, null, next);
        return store.Insert(resource.Type, next, origin: null)?.Object ?? throw ApiException.AlreadyExists(resource.Type, next.Name());
    }

    /// <summary>PUT of <paramref name="value"/> over what is there; the stored one where that changes nothing.</summary>
    /// <exception cref="ApiException">As the server would refuse it.</exception>
    public JsonObject Replace(ServedResource resource, JsonObject value, string manager)
    {
        var key = value.KeyIn(resource.Type);
        return store.Update(resource.Type, key, live => Change(resource, live, value, manager)) ?? throw ApiException.NotFound(resource.Type, key.Name);
    }

    /// <summary>DELETE with propagation policy Background; nothing when it is not there.</summary>
    public void Delete(ServedResource resource, ObjectKey key) => store.Update(resource.Type, key, live =>
    {
        if (live.IsBeingDeleted()) return false;
        live.Metadata()["deletionTimestamp"] = time.GetUtcNow().ToKubernetesTime();
        if (resource.Type is not { Group: "", Plural: "namespaces" }) live.Metadata()["deletionGracePeriodSeconds"] = 0;
        return true;
    });

    /// <summary>A copy without what the kind does not know: the API server's default, fieldValidation=Warn, whose warnings nobody hears.</summary>
    private static JsonObject Decode(ServedResource resource, JsonObject value)
    {
        var next = (JsonObject)value.DeepClone();
        UnknownFields.Prune(next, resource.Schema);
        return next;
    }

    private bool Change(ServedResource resource, JsonObject live, JsonObject value, string manager)
    {
        var before = (JsonObject)live.DeepClone();
        var next = Decode(resource, value);
        foreach (var name in (ReadOnlySpan<string>)["uid", "creationTimestamp", "resourceVersion", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields"])
        {
            if (before.Metadata()[name] is { } kept) next.Metadata()[name] = kept.DeepClone();
            else next.Metadata().Remove(name);
        }

        next.Remove("status");
        if (before["status"] is { } status) next["status"] = status.DeepClone();
        ObjectChecks.SetDefaults(resource, next);
        checks.Mutate(resource.Type, next, before);
        if (JsonNode.DeepEquals(before, next)) return false;
        Own(resource, before, next, manager);
        checks.Validate(resource, before, next);
        foreach (var (name, _) in before) live.Remove(name);
        foreach (var (name, field) in next) live[name] = field?.DeepClone();
        return true;
    }

    private void Own(ServedResource resource, JsonObject? before, JsonObject next, string manager)
    {
        var stored = KindRules.Canonical(resource.Type);
        var schema = registry.Find(stored.Group, stored.Version, stored.Plural)?.Schema ?? resource.Schema;
        FieldOwnership.RecordUpdate(before, next, schema, new FieldWriter(manager, FieldWriter.Update, resource.Type.ApiVersion, ""), time.GetUtcNow().ToKubernetesTime());
    }

    private void CheckNamespace(ServedResource resource, JsonObject value)
    {
        if (!resource.Type.Namespaced) return;
        var ns = value.Namespace() ?? "";
        var home = store.Get(KnownResources.Namespaces, new ObjectKey(null, ns)) ?? throw ApiException.NotFound(KnownResources.Namespaces, ns);
        if (home.IsBeingDeleted())
            throw ApiException.Make(403, "Forbidden", $"{resource.Type} \"{value.Name()}\" is forbidden: unable to create new content in namespace {ns} because it is being terminated");
    }
}
