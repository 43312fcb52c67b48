using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Json;

/// <summary>Reads meta/v1 Status as the body of a refusal and as the object of an ERROR event.</summary>
internal static class StatusDecoder
{
    public static (KubeStatus Status, TimeSpan? RetryAfter)? TryRead(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = KubeJson.MaxDepth }) is JsonObject body && Text(body, "kind") == "Status"
                ? Read(body)
                : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Not JSON, or keys twice: whatever it is, it is not a Status.
            return null;
        }
    }

    public static (KubeStatus Status, TimeSpan? RetryAfter) Read(JsonObject body)
    {
        var details = body["details"] as JsonObject;
        var causes = (details?["causes"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(static cause => new StatusCause(Text(cause, "reason"), Text(cause, "field"), Text(cause, "message")));
        var status = new KubeStatus(Number(body, "code"), Text(body, "reason"), Text(body, "message"), [.. causes]);
        var wait = details is null ? 0 : Number(details, "retryAfterSeconds");
        return (status, wait > 0 ? TimeSpan.FromSeconds(wait) : null);
    }

    private static string Text(JsonObject from, string field) => from[field] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static int Number(JsonObject from, string field) => from[field] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
}
