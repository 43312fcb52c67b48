using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer.Errors;

/// <summary>The meta/v1 Status bodies of refusals and of answers that have no object to show.</summary>
internal static class StatusBody
{
    public static JsonObject Failure(int code, string reason, string message, JsonObject? details = null)
    {
        var status = Base("Failure");
        status["message"] = message;
        if (reason.Length > 0) status["reason"] = reason;
        if (details is not null) status["details"] = details;
        status["code"] = code;
        return status;
    }

    public static JsonObject Success(int? code = null, JsonObject? details = null)
    {
        var status = Base("Success");
        if (details is not null) status["details"] = details;
        if (code is { } number) status["code"] = number;
        return status;
    }

    public static JsonArray Causes(IEnumerable<StatusCause> causes)
    {
        var array = new JsonArray();
        foreach (var cause in causes)
        {
            var json = new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message };
            if (cause.Field.Length > 0) json["field"] = cause.Field;
            array.Add((JsonNode)json);
        }

        return array;
    }

    private static JsonObject Base(string status) =>
        new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = status };
}
