using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Takes an object as a client sent it: the right kind, only fields that exist, in the version that is stored.</summary>
internal static class ObjectDecoder
{
    /// <summary>Decodes in place; what the kind does not know is dropped, refused or warned of, as fieldValidation says.</summary>
    public static JsonObject Decode(ApiRequest request, JsonObject value, bool isPatched = false)
    {
        CheckKind(request, value);
        CheckPlace(request, value);
        if (request.Resource.IsCustom && !request.Resource.HasStatus && request.Subresource == "status")
            throw ApiException.NotFound(request.Type, request.Name);
        var unknown = UnknownFields.Prune(value, request.Resource.Schema);
        if (unknown.Count > 0) Report(request, unknown, isPatched);
        if (!request.Resource.IsCustom)
        {
            GoOmission.Apply(value, request.Resource.Schema);
            CheckTypes(request, value);
        }

        return VersionConversion.ToStorage(request.Type, value);
    }

    /// <summary>Says which fields are unknown, in the form that the request asked for.</summary>
    private static void Report(ApiRequest request, List<string> unknown, bool isPatched)
    {
        // Typed conversion is strict whatever fieldValidation says, and its error is no Status: 500 (kubernetes#139253).
        if (request.ContentType == PatchRequests.Apply) throw NotDeclared(request, unknown);
        var said = unknown.Select(path => $"unknown field \"{path}\"").ToArray();
        if (request.FieldValidation == "Warn")
        {
            request.Warnings.AddRange(said);
        }
        else if (request.FieldValidation == "Strict")
        {
            var error = "strict decoding error: " + string.Join(", ", said);
            if (isPatched) throw ApiException.Invalid("", "", "", [Causes.Invalid("patch", "\"\"", error)]);
            throw ApiException.BadRequest(
                $"{request.Type.Kind} in version \"{request.Type.Version}\" cannot be handled as a {request.Type.Kind}: {error}");
        }
    }

    private static ApiException NotDeclared(ApiRequest request, List<string> unknown)
    {
        var said = unknown.Select(static path => $".{path}: field not declared in schema").ToArray();
        var errors = said.Length == 1 ? said[0] : "errors:\n  " + string.Join("\n  ", said);
        return ApiException.Make(500, "", $"failed to create typed patch object ({request.Namespace}/{request.Name}; {request.Type.ApiVersion}, Kind={request.Type.Kind}): {errors}");
    }

    private static void CheckKind(ApiRequest request, JsonObject value)
    {
        var type = request.Type;
        var kind = value.Text("kind");
        var apiVersion = value.Text("apiVersion");
        if (!request.Resource.IsCustom)
        {
            if (kind is not null && kind != type.Kind)
                throw ApiException.BadRequest($"{kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: no kind \"{kind}\" is registered");
            value["kind"] = type.Kind;
        }
        else if (kind != type.Kind)
        {
            if (string.IsNullOrEmpty(kind)) throw ApiException.BadRequest("Object 'Kind' is missing in the request body");
            throw ApiException.Invalid(type.Group, kind, value.Name(), [Causes.Invalid("kind", Causes.Quoted(kind), $"must be {type.Kind}")]);
        }

        if (apiVersion is not null && apiVersion != type.ApiVersion)
        {
            throw ApiException.BadRequest(
                $"the API version in the data ({apiVersion}) does not match the expected API version ({type.ApiVersion})");
        }

        value["apiVersion"] = type.ApiVersion;
    }

    private static void CheckPlace(ApiRequest request, JsonObject value)
    {
        var metadata = value.Metadata();
        if (request.Name.Length > 0 && request.Subresource is "" or "status")
        {
            if (value.Name().Length == 0 && request.Name.Length > 0) metadata["name"] = request.Name;
            else if (request.Name.Length > 0 && value.Name() != request.Name)
                throw ApiException.BadRequest($"the name of the object ({value.Name()}) does not match the name on the URL ({request.Name})");
        }

        if (!request.Type.Namespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        if (value.Namespace() is { Length: > 0 } ns && ns != request.Namespace)
        {
            throw ApiException.BadRequest(
                $"the namespace of the provided object does not match the namespace sent on the request ({ns} ≠ {request.Namespace})");
        }

        metadata["namespace"] = request.Namespace;
    }

    /// <summary>What Go's decoder would not take: a text where a number belongs.</summary>
    private static void CheckTypes(ApiRequest request, JsonObject value)
    {
        var wrong = SchemaValidation.Check(value, request.Resource.Schema).FirstOrDefault(cause => cause.Reason == "FieldValueTypeInvalid" && !cause.Message.StartsWith("Invalid value: null", StringComparison.Ordinal));
        if (wrong is not null)
        {
            throw ApiException.BadRequest(
                $"{request.Type.Kind} in version \"{request.Type.Version}\" cannot be handled as a {request.Type.Kind}: json: cannot unmarshal field {wrong.Field}: {wrong.Message}");
        }
    }
}
