using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Patching;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>PATCH in its four kinds.</summary>
internal sealed class PatchRequests(ClusterStore store, ObjectWriter writer)
{
    public const string Json = "application/json-patch+json";
    public const string Merge = "application/merge-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    /// <summary>The patched object, and whether apply created it.</summary>
    public async Task<(StoredObject Object, bool Created)> HandleAsync(ApiRequest request)
    {
        CheckMediaType(request);
        if (request.ContentType == Apply) return await ApplyAsync(request);
        var patch = await request.ReadBodyAsync();
        var change = Change(request, patch);
        var schema = writer.StoredSchema(request.Resource);
        var by = request.Writer(FieldWriter.Update);
        var stored = writer.Update(
            request,
            "patch",
            live => ObjectDecoder.Decode(request, change(VersionConversion.FromStorage(request.Type, live)), isPatched: true),
            (live, next) => FieldOwnership.RecordUpdate(live, next, schema, by, writer.Now));
        return (stored, false);
    }

    /// <summary>How this patch changes an object of the request's kind.</summary>
    public static Func<JsonObject, JsonObject> Change(ApiRequest request, JsonNode? patch) => request.ContentType switch
    {
        Json => live => JsonPatch.Apply(live, patch as JsonArray ?? throw ApiException.BadRequest("a JSON patch is a list of operations")) as JsonObject
            ?? throw ApiException.BadRequest("the patch leaves no object"),
        Merge => live => MergePatch.Apply(live, patch as JsonObject ?? throw ApiException.BadRequest("a merge patch is an object")) as JsonObject ?? [],
        _ => live => StrategicMergePatch.Apply(
            live, patch as JsonObject ?? throw ApiException.BadRequest("a strategic merge patch is an object"), request.Resource.Schema),
    };

    public static void CheckMediaType(ApiRequest request)
    {
        if (request.ContentType is Json or Merge or Apply) return;
        if (request.ContentType == Strategic && !request.Resource.IsCustom) return;
        if (request.Resource.IsCustom)
        {
            throw ApiException.Make(
                415,
                "UnsupportedMediaType",
                $"the body of the request was in an unknown format - accepted media types include: {Json}, {Merge}, {Apply}");
        }

        throw ApiException.Make(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);
    }

    private async Task<(StoredObject Object, bool Created)> ApplyAsync(ApiRequest request)
    {
        if (request.FieldManager.Length == 0)
        {
            throw ApiException.Invalid(
                "meta.k8s.io", "PatchOptions", "", [Causes.Required("fieldManager", "is required for apply patch")]);
        }

        var config = await ApplyBody.ReadAsync(request);
        CheckConfig(config);
        config = ObjectDecoder.Decode(request, config);
        config.Metadata().Remove("managedFields");
        if (store.Find(request.Type, request.Key) is null) return (CreateApplied(request, config), true);
        var wantedVersion = config.MetadataText("resourceVersion");
        var stored = writer.Update(request, "apply", live => Applied(request, live, config, wantedVersion), ownership: null);
        return (stored, false);
    }

    private StoredObject CreateApplied(ApiRequest request, JsonObject config)
    {
        if (request.Subresource.Length > 0) throw ApiException.NotFound(request.Type, request.Name);
        if (config.Uid() is { Length: > 0 })
            throw ApiException.Conflict(request.Type.Group, request.Type.Plural, request.Name, "uid mismatch: the provided object specified uid, and no existing object was found");
        var created = Applied(request, null, config, wantedVersion: null);
        return writer.Create(request, created, apply: true);
    }

    private JsonObject Applied(ApiRequest request, JsonObject? live, JsonObject config, string? wantedVersion)
    {
        var by = request.Writer(FieldWriter.Apply);
        var schema = writer.StoredSchema(request.Resource);
        var next = FieldOwnership.Apply(live, Owned(request, config), schema, by, request.QueryFlag("force"), writer.Now, out var conflicts);
        if (next is null) throw Conflict(conflicts);
        if (wantedVersion is not null) next.Metadata()["resourceVersion"] = wantedVersion;
        return next;
    }

    /// <summary>The half of the configuration that this endpoint writes (each strategy's GetResetFields).</summary>
    private static JsonObject Owned(ApiRequest request, JsonObject config)
    {
        if (!request.Resource.HasStatus) return config;
        var owned = (JsonObject)config.DeepClone();
        if (request.Subresource != "status")
        {
            owned.Remove("status");
            return owned;
        }

        foreach (var name in owned.Select(field => field.Key).Where(name => name is not ("apiVersion" or "kind" or "metadata" or "status")).ToArray()) owned.Remove(name);
        foreach (var name in owned.Metadata().Select(field => field.Key).Where(name => name is not ("name" or "namespace")).ToArray()) owned.Metadata().Remove(name);
        return owned;
    }

    private static void CheckConfig(JsonObject config)
    {
        if (config.At("metadata", "managedFields") is JsonArray { Count: > 0 }) throw ApiException.BadRequest("metadata.managedFields must be nil");
        if (config.Text("apiVersion") is null || config.Text("kind") is null) throw ApiException.BadRequest("apiVersion and kind must be set in an apply patch");
    }

    private static ApiException Conflict(List<FieldConflict> conflicts)
    {
        static string Who(FieldWriter owner) =>
            owner.Operation == FieldWriter.Apply ? $"\"{owner.Manager}\"" : $"\"{owner.Manager}\"{Through(owner)} using {owner.ApiVersion}";
        static string Through(FieldWriter owner) => owner.Subresource.Length > 0 ? $" with subresource \"{owner.Subresource}\"" : "";
        var causes = conflicts
            .Select(conflict => new Kube.Models.StatusCause("FieldManagerConflict", conflict.Field, $"conflict with {Who(conflict.Owner)}")).ToArray();
        var message = conflicts.Count == 1
            ? $"Apply failed with 1 conflict: {causes[0].Message}: {conflicts[0].Field}"
            : $"Apply failed with {conflicts.Count} conflicts: " + string.Join('\n', conflicts.GroupBy(conflict => Who(conflict.Owner))
                .Select(group => $"conflicts with {group.Key}:\n" + string.Join('\n', group.Select(conflict => $"- {conflict.Field}"))));
        return ApiException.Make(409, "Conflict", message, ApiException.Details("", "", "", causes));
    }
}
