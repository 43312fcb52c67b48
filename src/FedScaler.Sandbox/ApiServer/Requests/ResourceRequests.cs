using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Watching;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Sends each request for a resource to what carries it out, and the result back.</summary>
internal sealed class ResourceRequests(
    ClusterStore store,
    ObjectWriter writer,
    WatchServer watches,
    ResponseWriter responses,
    DefinitionLifecycle definitions,
    ServiceAccountTokens tokens,
    TimeProvider time)
{
    private readonly PatchRequests _patches = new(store, writer);
    private readonly DeleteRequests _deletes = new(store, time);
    private readonly ScaleRequests _scales = new(writer);

    /// <param name="reads">The store that gets and lists look at: another one than <c>store</c> while reads are stale.</param>
    public Task HandleAsync(ApiRequest request, ClusterStore reads, bool listsAreEmpty)
    {
        var method = request.Http.Request.Method;
        if (request.Subresource is "scale") return ScaleAsync(request, method);
        if (request.Subresource is "binding" or "eviction" or "token") return ActAsync(request, method);
        if (request.Subresource.Length > 0 && !IsObjectHalf(request)) throw ApiException.Make(404, "NotFound", "the server could not find the requested resource", []);
        return (method, request.Name.Length > 0) switch
        {
            ("GET", _) when request.QueryFlag("watch") && request.Query("watch") is not null => watches.ServeAsync(request),
            ("GET" or "HEAD", true) => responses.WriteObjectAsync(request, 200, reads.Find(request.Type, request.Key) ?? throw ApiException.NotFound(request.Type, request.Name)),
            ("GET" or "HEAD", false) => responses.WriteListAsync(request, List(request, reads, listsAreEmpty)),
            ("POST", false) => CreateAsync(request),
            ("PUT", true) => ReplaceAsync(request),
            ("PATCH", true) => PatchAsync(request),
            ("DELETE", true) => DeleteAsync(request),
            ("DELETE", false) => DeleteCollectionAsync(request),
            _ => throw MethodNotAllowed(),
        };
    }

    private static bool IsObjectHalf(ApiRequest request) =>
        (request.Subresource == "status" && request.Resource.HasStatus) || (request.Subresource == "finalize" && request.Type.Plural == "namespaces");

    private static ListPage List(ApiRequest request, ClusterStore reads, bool isEmpty) =>
        isEmpty ? new ListPage([], reads.Revision, null, null) : new ListRequests(reads).Handle(request);

    private async Task CreateAsync(ApiRequest request)
    {
        var body = await request.ReadObjectAsync();
        var created = writer.Create(request, ObjectDecoder.Decode(request, body));
        await responses.WriteObjectAsync(request, 201, created);
        if (request.Type == KnownResources.CustomResourceDefinitions && !request.IsDryRun) definitions.Establish(created.Object);
    }

    private async Task ReplaceAsync(ApiRequest request)
    {
        writer.Find(request);
        var body = ObjectDecoder.Decode(request, await request.ReadObjectAsync());
        var schema = writer.StoredSchema(request.Resource);
        var by = request.Writer(FieldWriter.Update);
        if (body.Metadata()["resourceVersion"] is null && NeedsVersion(request)) throw MissingVersion(request);
        var stored = writer.Update(
            request,
            "update",
            _ => (System.Text.Json.Nodes.JsonObject)body.DeepClone(),
            (live, next) => FieldOwnership.RecordUpdate(live, next, schema, by, writer.Now));
        await responses.WriteObjectAsync(request, 200, stored);
    }

    private async Task PatchAsync(ApiRequest request)
    {
        var (stored, created) = await _patches.HandleAsync(request);
        await responses.WriteObjectAsync(request, created ? 201 : 200, stored);
        if (created && request.Type == KnownResources.CustomResourceDefinitions && !request.IsDryRun) definitions.Establish(stored.Object);
    }

    private async Task DeleteAsync(ApiRequest request)
    {
        var body = await _deletes.HandleAsync(request);
        await ResponseWriter.WriteJsonAsync(request, 200, body);
        if (request.Type == KnownResources.CustomResourceDefinitions && !request.IsDryRun) definitions.CleanUp(body);
    }

    private async Task DeleteCollectionAsync(ApiRequest request)
    {
        var revision = store.Revision;
        var deleted = await _deletes.HandleCollectionAsync(request);
        await responses.WriteListAsync(request, new ListPage(deleted, revision, null, null));
    }

    private async Task ScaleAsync(ApiRequest request, string method) => await ResponseWriter.WriteJsonAsync(request, 200, method switch
    {
        "GET" => _scales.Get(request),
        "PUT" => await _scales.PutAsync(request),
        "PATCH" => await _scales.PatchAsync(request),
        _ => throw MethodNotAllowed(),
    });

    private async Task ActAsync(ApiRequest request, string method)
    {
        if (method != "POST") throw MethodNotAllowed();
        if (!request.Resource.OtherSubresources.Contains(request.Subresource)) throw ApiException.NotFound(request.Type, request.Name);
        var pods = new PodSubresources(store, _deletes, time);
        await ResponseWriter.WriteJsonAsync(request, 201, request.Subresource switch
        {
            "binding" => await pods.BindAsync(request),
            "eviction" => await pods.EvictAsync(request),
            _ => await new TokenRequests(store, tokens, time).AnswerAsync(request),
        });
    }

    /// <summary>Kinds whose strategies do not allow an update without a resourceVersion (AllowUnconditionalUpdate).</summary>
    private static bool NeedsVersion(ApiRequest request) =>
        request.Resource.IsCustom || request.Type.Plural is "leases" or "poddisruptionbudgets" or "customresourcedefinitions";

    private static ApiException MissingVersion(ApiRequest request) => ApiException.Invalid(
        request.Type.Group, request.Type.Kind, request.Name, [Kinds.Causes.Invalid("metadata.resourceVersion", "0", "must be specified for an update")]);

    private static ApiException MethodNotAllowed() =>
        ApiException.Make(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);
}
