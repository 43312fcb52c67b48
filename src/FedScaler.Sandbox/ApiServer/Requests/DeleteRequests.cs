using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Selectors;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>DELETE of one object and of a collection: preconditions, grace periods, finalizers, propagation.</summary>
internal sealed class DeleteRequests(ClusterStore store, TimeProvider time)
{
    private const string ForegroundFinalizer = "foregroundDeletion";
    private const string OrphanFinalizer = "orphan";
    private const string DefinitionFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    /// <summary>The answer's body: the object where it stays for a while or its kind always shows it, a Status otherwise.</summary>
    public async Task<JsonObject> HandleAsync(ApiRequest request)
    {
        var options = await request.ReadDeleteOptionsAsync();
        var (last, isGone) = Delete(request, request.Key, options);
        if (!isGone || ShowsDeleted(request.Type)) return last;
        var details = ApiException.Details(request.Name, request.Type.Group, request.Type.Plural);
        details["uid"] = last.Uid();
        return StatusBody.Success(details: details);
    }

    /// <summary>Deletes what the selectors match; the objects as they were.</summary>
    public async Task<IReadOnlyList<StoredObject>> HandleCollectionAsync(ApiRequest request)
    {
        var options = await request.ReadDeleteOptionsAsync();
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        var (objects, _) = store.Page(request.Type, request.Namespace);
        var matching = objects!.Where(stored => labels.Matches(stored.Object) && fields.Matches(stored.Object)).ToArray();
        foreach (var stored in matching)
        {
            var key = stored.Object.KeyIn(request.Type);
            if (store.Find(request.Type, key) is not null) Delete(request, key, options);
        }

        return matching;
    }

    /// <summary>Deletes, or begins to; the object as it is now, and whether it is gone.</summary>
    public (JsonObject Last, bool IsGone) Delete(ApiRequest request, ObjectKey key, JsonObject options)
    {
        while (true)
        {
            var live = store.Find(request.Type, key) ?? throw ApiException.NotFound(request.Type, key.Name);
            CheckPreconditions(request.Type, live, options["preconditions"] as JsonObject);
            var next = (JsonObject)live.Object.DeepClone();
            Mark(request.Type, next, options);
            var isGone = DeletionRules.IsComplete(request.Type, next);
            if (request.IsDryRun || JsonNode.DeepEquals(next, live.Object)) return (next, isGone);
            if (request.Type != KnownResources.CustomResourceDefinitions) CountGeneration(live.Object, next);
            var stored = isGone
                ? store.Remove(request.Type, key, live, next, request.Origin("delete"))
                : store.Replace(request.Type, key, live, next, request.Origin("delete"));
            if (stored is not null) return (stored.Object, isGone);
        }
    }

    private void Mark(ResourceType resource, JsonObject next, JsonObject options)
    {
        var grace = GraceSeconds(resource, next, options);
        var metadata = next.Metadata();
        var running = metadata.Integer("deletionGracePeriodSeconds");
        if (next.IsBeingDeleted() && running is { } left && grace >= left) return; // a deletion that runs is only ever shortened
        if (!next.IsBeingDeleted() || grace < running) metadata["deletionTimestamp"] = time.GetUtcNow().AddSeconds(grace).ToKubernetesTime();
        if (!IsWithoutGrace(resource)) metadata["deletionGracePeriodSeconds"] = grace;
        AddFinalizers(resource, next, options);
        if (resource is { Group: "", Plural: "namespaces" }) next.Child("status")["phase"] = "Terminating";
    }

    private static void AddFinalizers(ResourceType resource, JsonObject next, JsonObject options)
    {
        var wanted = options.Text("propagationPolicy") switch
        {
            "Foreground" => ForegroundFinalizer,
            "Orphan" => OrphanFinalizer,
            _ => resource == KnownResources.CustomResourceDefinitions ? DefinitionFinalizer : null,
        };
        if (wanted is null) return;
        if (next.Metadata()["finalizers"] is not JsonArray finalizers) next.Metadata()["finalizers"] = finalizers = [];
        if (!finalizers.Any(each => each!.GetValue<string>() == wanted)) finalizers.Add((JsonNode)wanted);
    }

    /// <summary>Only pods that a kubelet has to stop get time (core/pod/strategy.go, CheckGracefulDelete).</summary>
    private static long GraceSeconds(ResourceType resource, JsonObject value, JsonObject options)
    {
        const long DefaultGraceSeconds = 30;
        if (resource is not { Group: "", Plural: "pods" }) return 0;
        var spec = value["spec"] as JsonObject;
        if (string.IsNullOrEmpty(spec.Text("nodeName")) || (value["status"] as JsonObject).Text("phase") is "Failed" or "Succeeded") return 0;
        return Math.Max(0, options.Integer("gracePeriodSeconds") ?? spec.Integer("terminationGracePeriodSeconds") ?? DefaultGraceSeconds);
    }

    /// <summary>Deletion of namespaces and of definitions is not graceful: no grace period is noted.</summary>
    private static bool IsWithoutGrace(ResourceType resource) =>
        resource is { Group: "", Plural: "namespaces" } || resource == KnownResources.CustomResourceDefinitions;

    private static void CountGeneration(JsonObject before, JsonObject next)
    {
        if (before.IsBeingDeleted()) return;
        if (before.Metadata().Integer("generation") is { } generation) next.Metadata()["generation"] = generation + 1;
    }

    private static void CheckPreconditions(ResourceType resource, StoredObject live, JsonObject? wanted)
    {
        if (wanted is null) return;
        var name = live.Object.Name();
        if (wanted.Text("uid") is { } uid && uid != live.Object.Uid())
        {
            throw ApiException.Conflict(
                resource.Group, resource.Kind, name, $"the UID in the precondition ({uid}) does not match the UID in record ({live.Object.Uid()}). The object might have been deleted and then recreated");
        }

        var version = live.Revision.ToString(CultureInfo.InvariantCulture);
        if (wanted.Text("resourceVersion") is { } expected && expected != version)
        {
            throw ApiException.Conflict(
                resource.Group, resource.Kind, name, $"the ResourceVersion in the precondition ({expected}) does not match the ResourceVersion in record ({version}). The object might have been modified");
        }
    }

    private static bool ShowsDeleted(ResourceType resource) =>
        resource is { Group: "", Plural: "pods" or "services" or "serviceaccounts" or "resourcequotas" or "namespaces" };
}
