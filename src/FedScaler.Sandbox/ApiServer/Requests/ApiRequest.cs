using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Authorization;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Protobuf;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>A request for a resource: what it names, what it asks, and what it is warned of.</summary>
internal sealed class ApiRequest(HttpContext http, ServedResource resource, RequestPath path)
{
    private const int MaxManagerLength = 128;

    public HttpContext Http => http;

    public ServedResource Resource => resource;

    public ResourceType Type => resource.Type;

    /// <summary>The namespace of the URL; null for cluster-scoped resources and for lists over all namespaces.</summary>
    public string? Namespace => path.Namespace;

    public string Name => path.Name;

    public string Subresource => path.Subresource;

    /// <summary>What follows behind the subresource <c>proxy</c>, from its slash on.</summary>
    public string Tail => path.Tail;

    /// <summary>Whom it is passed on to; null where this server answers itself.</summary>
    public string? ProxiedTo => path.Subresource == RequestPath.Proxy ? path.Name : null;

    /// <summary>What this server counts it as; null for watches, which are not counted.</summary>
    public CountedRequest? Counted { get; set; }

    public ObjectKey Key => new(resource.Type.Namespaced ? path.Namespace : null, path.Name);

    /// <summary>Who asks, once that is known.</summary>
    public UserInfo User { get; set; } = UserInfo.Anonymous;

    public string UserAgent => http.Request.Headers.UserAgent.ToString();

    public string FieldManager => Query("fieldManager") ?? "";

    public string FieldValidation => Query("fieldValidation") ?? "Warn";

    public bool IsDryRun => Query("dryRun") == "All";

    /// <summary>The media type of the body, without parameters.</summary>
    public string ContentType => (http.Request.ContentType ?? "application/json").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Goes into Warning headers.</summary>
    public List<string> Warnings { get; } = [];

    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;

    public bool QueryFlag(string name) => Query(name) is "true" or "1" or "";

    /// <summary>Who owns what this request writes: the field manager, or how the user agent calls itself.</summary>
    public FieldWriter Writer(string operation)
    {
        return new FieldWriter(FieldManager.Length > 0 ? FieldManager : ManagerOf(http.Request), operation, resource.Type.ApiVersion, Subresource);
    }

    /// <summary>What a client that names no field manager is called: the first part of its user agent.</summary>
    public static string ManagerOf(HttpRequest request)
    {
        var manager = request.Headers.UserAgent.ToString().Split('/')[0];
        if (manager.Length > MaxManagerLength) manager = manager[..MaxManagerLength];
        return manager.Length == 0 ? "unknown" : manager;
    }

    public WriteOrigin Origin(string verb) => new(UserAgent, FieldManager, verb, Subresource);

    public async Task<JsonNode?> ReadBodyAsync()
    {
        if (ContentType == ProtoBody.ContentType) return await ReadProtobufAsync();
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException failure)
        {
            throw ApiException.BadRequest(
                $"the object provided is unrecognized (must be of type {resource.Type.Kind}): couldn't get version/kind; json parse error: {failure.Message}");
        }
    }

    private async Task<JsonObject> ReadProtobufAsync()
    {
        try
        {
            return await ProtoBody.ReadAsync(http.Request.Body, http.RequestAborted)
                ?? throw ApiException.Make(415, "UnsupportedMediaType", $"the sandbox reads {resource.Type.Kind} as JSON only: kubectl apply sends it so");
        }
        catch (FormatException failure)
        {
            throw ApiException.BadRequest($"the object provided is unrecognized (must be of type {resource.Type.Kind}): {failure.Message}");
        }
    }

    public async Task<JsonObject> ReadObjectAsync() =>
        await ReadBodyAsync() as JsonObject
        ?? throw ApiException.BadRequest($"the object provided is unrecognized (must be of type {resource.Type.Kind})");

    /// <summary>Options of a deletion: the body's, where there is one, over the query's.</summary>
    public async Task<JsonObject> ReadDeleteOptionsAsync()
    {
        var options = http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0 ? await ReadObjectAsync() : [];
        if (options["gracePeriodSeconds"] is null && Query("gracePeriodSeconds") is { } grace)
            options["gracePeriodSeconds"] = long.Parse(grace, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (options["propagationPolicy"] is null && Query("propagationPolicy") is { } policy) options["propagationPolicy"] = policy;
        return options;
    }
}
