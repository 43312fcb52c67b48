using System.Text.Json;
using FedScaler.Api.Validation;

namespace FedScaler.Cron.Next;

/// <summary><c>cron next --batch</c>: one JSON object a line in, one a line out, in the same order; a bad line is answered too.</summary>
internal static class CronNextBatch
{
    public static async Task RunAsync(TextReader input, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            await output.WriteLineAsync(JsonSerializer.Serialize(Answer(line, time.GetUtcNow()), CronJson.Readable.CronNextResult).AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }

    private static CronNextResult Answer(string line, DateTimeOffset now)
    {
        try
        {
            var parsed = StrictReader.ParseJson(line);
            if (parsed.Value is null) return CronNextRequest.Refusal(parsed.Errors[0]);
            var request = CronNextRequest.Read(parsed.Value);
            return request.Value?.Answer(now) ?? CronNextRequest.Refusal(request.Errors[0]);
        }
        catch (InvalidOperationException)
        {
            // JsonNode reads text late, and half of a surrogate pair ("\ud800") is no text.
            return CronNextRequest.Refusal("", "malformed JSON: an escape in it is no character");
        }
    }
}
