using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>The conditions of a status.</summary>
internal static class Conditions
{
    public static JsonObject? Find(JsonNode? status, string type)
    {
        foreach (var condition in status.At("conditions").Items())
        {
            if (condition.Text("type") == type) return (JsonObject)condition;
        }

        return null;
    }

    /// <summary>Sets a condition; lastTransitionTime moves only when its status does. Returns whether anything changed.</summary>
    /// <param name="message">Null for conditions that carry none.</param>
    public static bool Set(JsonObject status, string type, string value, string? reason, string? message, DateTimeOffset now)
    {
        var condition = Find(status, type);
        if (condition is null)
        {
            if (status["conditions"] is not JsonArray all) status["conditions"] = all = [];
            condition = new JsonObject { ["type"] = type };
            all.Add((JsonNode)condition);
        }

        var moved = condition.Put("status", value);
        if (moved) condition["lastTransitionTime"] = now.Stamp();
        return moved | condition.Put("reason", reason) | condition.Put("message", message);
    }
}
