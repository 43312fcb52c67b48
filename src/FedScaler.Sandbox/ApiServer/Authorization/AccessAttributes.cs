using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.Json;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer.Authorization;

/// <summary>
/// What a request would do, as authorizers see it (apiserver's endpoints/request/requestinfo.go). Of a path that names no
/// resource only verb and <see cref="Path"/> count.
/// </summary>
internal sealed record AccessAttributes(string Verb)
{
    /// <summary>Set for requests that name no resource, e.g. <c>/version</c>.</summary>
    public string? Path { get; init; }

    public string Group { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>As rules write it.</summary>
    public string ResourceAndSubresource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    public static AccessAttributes Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (RequestPath.Parse(path) is not { } parsed) return new AccessAttributes(PlainVerb(request.Method)) { Path = path };
        var name = parsed.Name;
        var verb = VerbOf(request, name.Length > 0);
        // What is asked of the server behind a proxy is for that one to judge.
        if (parsed.Subresource == RequestPath.Proxy && verb == "watch") verb = "get";
        // A list of the one object of that name is judged as if it named it.
        if (verb is "list" or "watch" && name.Length == 0) name = SelectedName(request);
        return new AccessAttributes(verb)
        {
            Group = parsed.Group,
            Resource = parsed.Resource,
            Subresource = parsed.Subresource,
            // A Namespace is in itself.
            Namespace = parsed.Namespace ?? (parsed is { Group: "", Resource: "namespaces" } ? parsed.Name : ""),
            Name = name,
        };
    }

    /// <summary>What a SelfSubjectAccessReview asks about; null where it asks about nothing.</summary>
    public static AccessAttributes? Of(JsonObject review)
    {
        if (review.At("spec", "resourceAttributes") is JsonObject resource)
        {
            return new AccessAttributes(resource.Text("verb") ?? "")
            {
                Group = resource.Text("group") ?? "",
                Resource = resource.Text("resource") ?? "",
                Subresource = resource.Text("subresource") ?? "",
                Namespace = resource.Text("namespace") ?? "",
                Name = resource.Text("name") ?? "",
            };
        }

        return review.At("spec", "nonResourceAttributes") is JsonObject path
            ? new AccessAttributes(path.Text("verb") ?? "") { Path = path.Text("path") ?? "" }
            : null;
    }

    private static string VerbOf(HttpRequest request, bool hasName) => request.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => hasName ? "delete" : "deletecollection",
        _ when request.Query["watch"] is [{ } asked, ..] && asked is "true" or "1" or "" => "watch",
        _ => hasName ? "get" : "list",
    };

    private static string PlainVerb(string method) => method.ToLowerInvariant();

    private static string SelectedName(HttpRequest request)
    {
        const string ByName = "metadata.name=";
        var selector = request.Query["fieldSelector"].ToString();
        return selector.StartsWith(ByName, StringComparison.Ordinal) && !selector.Contains(',', StringComparison.Ordinal) ? selector[ByName.Length..].TrimStart('=') : "";
    }
}
