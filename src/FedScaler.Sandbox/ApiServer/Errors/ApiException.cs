using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer.Errors;

/// <summary>A refusal, with the Status that says why.</summary>
internal sealed class ApiException(int code, JsonObject status, int? retryAfterSeconds = null)
    : Exception(status["message"]?.GetValue<string>())
{
    public int Code => code;

    public JsonObject Status => status;

    public int? RetryAfterSeconds => retryAfterSeconds;

    public static ApiException BadRequest(string message) => Make(400, "BadRequest", message);

    public static ApiException NotFound(ResourceType resource, string name) =>
        Make(404, "NotFound", $"{resource} \"{name}\" not found", Details(name, resource.Group, resource.Plural));

    public static ApiException AlreadyExists(ResourceType resource, string name) =>
        Make(409, "AlreadyExists", $"{resource} \"{name}\" already exists", Details(name, resource.Group, resource.Plural));

    public static ApiException Conflict(string group, string kind, string name, string why) =>
        Make(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(group, kind)} \"{name}\": {why}", Details(name, group, kind));

    public static ApiException ConflictOnVersion(ResourceType resource, string name) => Conflict(
        resource.Group,
        resource.Plural,
        name,
        "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException Invalid(string group, string kind, string name, IReadOnlyList<StatusCause> causes)
    {
        var said = causes.Select(cause => $"{cause.Field}: {cause.Message}").ToArray();
        var all = said.Length == 1 ? said[0] : $"[{string.Join(", ", said)}]";
        return Make(422, "Invalid", $"{Qualified(group, kind)} \"{name}\" is invalid: {all}", Details(name, group, kind, causes));
    }

    public static ApiException Expired(string message) => Make(410, "Expired", message);

    public static ApiException Unauthorized() => Make(401, "Unauthorized", "Unauthorized");

    public static ApiException Make(int code, string reason, string message, JsonObject? details = null, int? retryAfterSeconds = null) =>
        new(code, StatusBody.Failure(code, reason, message, details), retryAfterSeconds);

    public static JsonObject Details(string name, string group, string kind, IReadOnlyList<StatusCause>? causes = null)
    {
        var details = new JsonObject();
        if (name.Length > 0) details["name"] = name;
        if (group.Length > 0) details["group"] = group;
        if (kind.Length > 0) details["kind"] = kind;
        if (causes is { Count: > 0 }) details["causes"] = StatusBody.Causes(causes);
        return details;
    }

    private static string Qualified(string group, string kind) => group.Length == 0 ? kind : $"{kind}.{group}";
}
