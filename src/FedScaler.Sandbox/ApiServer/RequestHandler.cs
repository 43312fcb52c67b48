using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Discovery;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Protobuf;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>Answers one request: who asks, what for, and every refusal as a Status.</summary>
internal sealed class RequestHandler(
    ClusterStore store, ResourceRegistry registry, Authentication authentication, ResourceRequests resources, ServerFaults faults, TimeProvider time)
{
    private static readonly JsonObject Version = new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = "v1.36.2",
        ["gitCommit"] = "sandbox",
        ["gitTreeState"] = "",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "none",
        ["compiler"] = "none",
        ["platform"] = "linux/amd64",
    };

    private readonly DiscoveryDocuments _discovery = new(registry);
    private readonly OpenApiDocuments _openApi = new(registry);

    /// <summary>The resource that a request names; null for paths that name none.</summary>
    public ApiRequest? Resolve(HttpContext http)
    {
        if (RequestPath.Parse(http.Request.Path.Value ?? "") is not { } path) return null;
        return registry.Find(path.Group, path.Version, path.Resource) is { } resource && resource.Type.Namespaced | path.Namespace is null
            ? new ApiRequest(http, resource, path)
            : null;
    }

    public async Task HandleAsync(HttpContext http, ApiRequest? request)
    {
        try
        {
            await AnswerAsync(http, request);
        }
        catch (ApiException refusal) when (!http.Response.HasStarted)
        {
            await ResponseWriter.WriteStatusAsync(http.Response, refusal.Code, refusal.Status, refusal.RetryAfterSeconds);
        }
    }

    private async Task AnswerAsync(HttpContext http, ApiRequest? request)
    {
        var path = http.Request.Path.Value ?? "";
        var isKnown = authentication.IsKnown(http.Request);
        if (path is "/healthz" or "/livez" or "/readyz" || path.StartsWith("/healthz/", StringComparison.Ordinal)
            || path.StartsWith("/livez/", StringComparison.Ordinal) || path.StartsWith("/readyz/", StringComparison.Ordinal))
        {
            await TextAsync(http.Response, 200, "ok");
            return;
        }

        if (path is "/version" or "/version/")
        {
            await ResponseWriter.WriteStatusAsync(http.Response, 200, Version);
            return;
        }

        if (!isKnown) throw Authentication.Forbidden(Verb(http.Request), RequestPath.Parse(path), path);
        if (request is not null) await resources.HandleAsync(request, faults.StaleStore ?? store, faults.EmptyLists);
        else await OtherAsync(http, path);
    }

    private static async Task<JsonNode?> ReadReviewAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.ContentType == ProtoBody.ContentType
            ? await ProtoBody.ReadAsync(request.Body, cancellationToken)
            : await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken);

    private async Task OtherAsync(HttpContext http, string path)
    {
        if (http.Request.Method == "POST" && path.StartsWith("/apis/auth", StringComparison.Ordinal)
            && await ReadReviewAsync(http.Request, http.RequestAborted) is JsonObject review
            && Reviews.Answer(path, review, ApiRequest.ManagerOf(http.Request), time.GetUtcNow().ToKubernetesTime()) is { } answer)
        {
            await ResponseWriter.WriteStatusAsync(http.Response, 201, answer);
            return;
        }

        if (_discovery.Find(path) is { } document || (document = _openApi.Find(path)) is not null)
            await ResponseWriter.WriteStatusAsync(http.Response, 200, document);
        else await TextAsync(http.Response, 404, "404 page not found\n");
    }

    private static string Verb(HttpRequest request)
    {
        var hasName = RequestPath.Parse(request.Path.Value ?? "") is { Name.Length: > 0 };
        return request.Method switch
        {
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => hasName ? "delete" : "deletecollection",
            _ when RequestPath.Parse(request.Path.Value ?? "") is null => "get",
            _ when request.Query.ContainsKey("watch") => "watch",
            _ => hasName ? "get" : "list",
        };
    }

    private static Task TextAsync(HttpResponse response, int code, string text)
    {
        response.StatusCode = code;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(text, response.HttpContext.RequestAborted);
    }
}
