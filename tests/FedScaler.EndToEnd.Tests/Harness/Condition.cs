using System.Text.Json.Nodes;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>A condition as the API tells it; not present where the object or the condition is missing.</summary>
internal sealed record Condition(bool Present, bool IsTrue, string Reason, string Message)
{
    public static Condition Find(JsonObject? resource, string type)
    {
        var found = (resource?["status"]?["conditions"] as JsonArray)?.FirstOrDefault(condition => (string?)condition!["type"] == type);
        return found is null
            ? new Condition(false, false, "", "")
            : new Condition(true, (string?)found["status"] == "True", (string?)found["reason"] ?? "", (string?)found["message"] ?? "");
    }
}
