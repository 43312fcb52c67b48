using System.Text.Json;
using FedScaler.Api.Validation;

namespace FedScaler.Plan;

/// <summary><c>plan --batch</c>: one JSON object a line in, one a line out, in the same order.</summary>
internal static class PlanBatch
{
    public static async Task RunAsync(TextReader input, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            await output.WriteLineAsync(Answer(line, time.GetUtcNow()).AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }

    private static string Answer(string line, DateTimeOffset now)
    {
        var parsed = StrictReader.ParseJson(line);
        if (parsed.Value is null) return Refusal(parsed.Errors[0]);
        var request = PlanRequest.Read(parsed.Value);
        return request.Value is null
            ? Refusal(request.Errors[0])
            : JsonSerializer.Serialize(Planner.Plan(request.Value, now), PlanJson.Default.PlanResult);
    }

    private static string Refusal(FieldError error) =>
        JsonSerializer.Serialize(new PlanRefusal(error.ToString(), error.Field), PlanJson.Default.PlanRefusal);
}
