using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Authorization;
using FedScaler.Sandbox.ApiServer.Discovery;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Forwarding;
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
    ClusterStore store, ResourceRegistry registry, Authentication authentication, RbacAuthorizer authorizer, ResourceRequests resources, ServerFaults faults, TimeProvider time)
{
    private static readonly JsonObject Version = new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = SandboxApiServer.GitVersion,
        ["gitCommit"] = "sandbox",
        ["gitTreeState"] = "",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "none",
        ["compiler"] = "none",
        ["platform"] = "linux/amd64",
    };

    private readonly DiscoveryDocuments _discovery = new(registry);
    private readonly OpenApiDocuments _openApi = new(registry);
    private readonly Reviews _reviews = new(authorizer);
    private readonly Impersonation _impersonation = new(authorizer);

    public Connections Connections { get; } = new();

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
        var user = _impersonation.Resolve(authentication.Identify(http.Request), http.Request);
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

        Authorize(user, http.Request, request);
        if (request is not null) request.User = user;
        if (request is not null && Connections.Find(request) is { } connect) await connect(request);
        else if (request is not null) await resources.HandleAsync(request, faults.StaleStore ?? store, faults.EmptyLists);
        else await OtherAsync(http, path, user);
    }

    private void Authorize(UserInfo user, HttpRequest http, ApiRequest? request)
    {
        var asked = AccessAttributes.Of(http);
        authorizer.Demand(user, asked);
        // An apply to a name that is free creates, and needs the right to (handlers/patch.go asks again).
        if (!user.IsMaster && request is { Subresource: "", ContentType: "application/apply-patch+yaml" } && asked.Verb == "patch" && store.Find(request.Type, request.Key) is null)
            authorizer.Demand(user, asked with { Verb = "create" });
    }

    private static async Task<JsonNode?> ReadReviewAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.ContentType == ProtoBody.ContentType
            ? await ProtoBody.ReadAsync(request.Body, cancellationToken)
            : await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken);

    private async Task OtherAsync(HttpContext http, string path, UserInfo user)
    {
        if (http.Request.Method == "POST" && path.StartsWith("/apis/auth", StringComparison.Ordinal)
            && await ReadReviewAsync(http.Request, http.RequestAborted) is JsonObject review
            && _reviews.Answer(path, review, user, ApiRequest.ManagerOf(http.Request), time.GetUtcNow().ToKubernetesTime()) is { } answer)
        {
            await ResponseWriter.WriteStatusAsync(http.Response, 201, answer);
            return;
        }

        if (_discovery.Find(path) is { } document || (document = _openApi.Find(path)) is not null)
            await ResponseWriter.WriteStatusAsync(http.Response, 200, document);
        else await TextAsync(http.Response, 404, "404 page not found\n");
    }

    private static Task TextAsync(HttpResponse response, int code, string text)
    {
        response.StatusCode = code;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(text, response.HttpContext.RequestAborted);
    }
}
