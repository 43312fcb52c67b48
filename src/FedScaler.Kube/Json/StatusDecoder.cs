using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Json;

/// <summary>Reads meta/v1 Status as the body of a refusal and as the object of an ERROR event.</summary>
internal static class StatusDecoder
{
    /// <summary>The hub takes no condition message above 32 KiB, and nobody reads as much.</summary>
    private const int LongestMessage = 2000;

    private const int LongestWord = 253;
    private const int MostCauses = 50;

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
        var causes = (details?["causes"] as JsonArray ?? []).OfType<JsonObject>().Take(MostCauses)
            .Select(static cause => new StatusCause(Word(cause, "reason"), Text(cause, "field"), Text(cause, "message")));
        var status = new KubeStatus(Number(body, "code"), Word(body, "reason"), Text(body, "message"), [.. causes]);
        var wait = details is null ? 0 : Number(details, "retryAfterSeconds");
        return (status, wait > 0 ? TimeSpan.FromSeconds(wait) : null);
    }

    private static string Word(JsonObject from, string field) => Text(from, field, LongestWord);

    private static string Text(JsonObject from, string field, int longest = LongestMessage) =>
        from[field] is JsonValue value && value.TryGetValue(out string? text) ? UntrustedText.Tame(text, longest) : "";

    private static int Number(JsonObject from, string field) => from[field] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
}
