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

/// <summary>What every write goes through: defaults, ownership, validation, generation, compare-and-swap; a write that changes nothing stores nothing.</summary>
internal sealed class ObjectWriter(ClusterStore store, ResourceRegistry registry, ObjectChecks checks, TimeProvider time)
{
    /// <summary>How often a write without a resourceVersion is computed anew because somebody else wrote in between.</summary>
    private const int MaxAttempts = 100;

    public string Now => time.GetUtcNow().ToKubernetesTime();

    public StoredObject Find(ApiRequest request) => store.Find(request.Type, request.Key) ?? throw ApiException.NotFound(request.Type, request.Name);

    /// <summary>The schema by which fields of the stored object are owned.</summary>
    public FieldSchema StoredSchema(ServedResource resource)
    {
        var stored = KindRules.Canonical(resource.Type);
        return registry.Find(stored.Group, stored.Version, stored.Plural)?.Schema ?? resource.Schema;
    }

    /// <summary>Stores a decoded new object.</summary>
    /// <param name="apply">The object comes from server-side apply, which has settled its ownership already.</param>
    public StoredObject Create(ApiRequest request, JsonObject value, bool apply = false)
    {
        var type = request.Type;
        CheckNamespace(request, value);
        if (value.Name().Length == 0 && value.MetadataText("generateName") is { Length: > 0 } prefix)
            value.Metadata()["name"] = store.GenerateName(prefix);
        if (request.Resource.HasStatus) value.Remove("status");
        ObjectChecks.SetDefaults(request.Resource, value);
        checks.Mutate(type, value, null);
        store.StampNew(type, value);
        if (!apply)
        {
            RecordCreation(request, value);
        }

        if (!request.Resource.IsCustom) BuiltInAdmission.OnCreate(KindRules.Canonical(type), value);
        Check(request, null, value);
        if (request.IsDryRun)
        {
            if (store.Find(type, value.KeyIn(type)) is not null) throw ApiException.AlreadyExists(type, value.Name());
            return new StoredObject(value, 0);
        }

        return store.Insert(type, value, request.Origin(apply ? "apply" : "create")) ?? throw ApiException.AlreadyExists(type, value.Name());
    }

    /// <summary>
    /// Changes an object: <paramref name="change"/> makes the decoded next state out of the live one, again if somebody wrote
    /// in between, unless the next state names the resourceVersion it is based on.
    /// </summary>
    /// <param name="ownership">Settles ownership for the live and the next state; null where <paramref name="change"/> did.</param>
    public StoredObject Update(ApiRequest request, string verb, Func<JsonObject, JsonObject> change, Action<JsonObject, JsonObject>? ownership)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var live = Find(request);
            var next = change(live.Object);
            CheckPreconditions(request, live, next);
            Settle(request, live, next, ownership);
            if (JsonNode.DeepEquals(live.Object, next)) return live;
            if (request.IsDryRun) return new StoredObject(next, live.Revision);
            if (store.Replace(request.Type, request.Key, live, next, request.Origin(verb)) is { } stored) return stored;
        }

        throw ApiException.ConflictOnVersion(request.Type, request.Name);
    }

    /// <summary>Whoever creates an object owns what it sent and what was defaulted, but not the status that the server starts it with.</summary>
    private void RecordCreation(ApiRequest request, JsonObject value)
    {
        value.Metadata().Remove("managedFields");
        var status = request.Resource.HasStatus ? value["status"] : null;
        if (status is not null) value.Remove("status");
        FieldOwnership.RecordUpdate(null, value, StoredSchema(request.Resource), request.Writer(FieldWriter.Update), Now);
        if (status is not null) value["status"] = status;
    }

    private void Settle(ApiRequest request, StoredObject live, JsonObject next, Action<JsonObject, JsonObject>? ownership)
    {
        KeepOtherHalf(request, live.Object, next);
        ObjectChecks.SetDefaults(request.Resource, next);
        if (request.Subresource.Length == 0) checks.Mutate(request.Type, next, live.Object);
        foreach (var name in (ReadOnlySpan<string>)["deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion"])
        {
            if (live.Object.Metadata()[name] is { } kept) next.Metadata()[name] = kept.DeepClone();
            else next.Metadata().Remove(name);
        }

        ownership?.Invoke(live.Object, next);
        Check(request, live.Object, next);
        ClusterStore.StampUpdate(request.Type, live.Object, next);
    }

    private void Check(ApiRequest request, JsonObject? live, JsonObject next)
    {
        checks.Validate(request.Resource, live, next);
        checks.Admit(request, next);
        // A write that is tried again is judged again, and warns once.
        request.Warnings.AddRange(checks.Warnings(request.Resource, live, next).Except(request.Warnings, StringComparer.Ordinal).ToList());
    }

    /// <summary>A write of status changes nothing else, and a write of anything else no status.</summary>
    private static void KeepOtherHalf(ApiRequest request, JsonObject live, JsonObject next)
    {
        if (!request.Resource.HasStatus) return;
        if (request.Subresource != "status")
        {
            if (live["status"] is { } kept) next["status"] = kept.DeepClone();
            else next.Remove("status");
            return;
        }

        var managed = next.At("metadata", "managedFields")?.DeepClone();
        foreach (var name in next.Select(field => field.Key).Where(name => name != "status").ToArray()) next.Remove(name);
        foreach (var (name, value) in live)
        {
            if (name != "status") next[name] = value?.DeepClone();
        }

        if (managed is not null) next.Metadata()["managedFields"] = managed;
    }

    private static void CheckPreconditions(ApiRequest request, StoredObject live, JsonObject next)
    {
        var wanted = next.MetadataText("resourceVersion");
        if (wanted is { Length: > 0 } && next.ResourceVersion() != live.Revision) throw ApiException.ConflictOnVersion(request.Type, request.Name);
        if (next.Uid() is { Length: > 0 } uid && uid != live.Object.Uid())
        {
            throw ApiException.Conflict(
                request.Type.Group,
                request.Type.Plural,
                request.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {live.Object.Uid()}");
        }
    }

    /// <summary>NamespaceLifecycle: what is put into a namespace needs one that lives.</summary>
    private void CheckNamespace(ApiRequest request, JsonObject value)
    {
        if (!request.Type.Namespaced) return;
        var ns = request.Namespace ?? throw ApiException.BadRequest("an empty namespace may not be set during creation");
        var home = store.Get(KnownResources.Namespaces, new ObjectKey(null, ns)) ?? throw ApiException.NotFound(KnownResources.Namespaces, ns);
        if (!home.IsBeingDeleted()) return;
        var why = $"unable to create new content in namespace {ns} because it is being terminated";
        var details = ApiException.Details(
            value.Name(), request.Type.Group, request.Type.Plural, [new StatusCause("NamespaceTerminating", "metadata.namespace", $"namespace {ns} is being terminated")]);
        throw ApiException.Make(403, "Forbidden", $"{request.Type} \"{value.Name()}\" is forbidden: {why}", details);
    }
}
