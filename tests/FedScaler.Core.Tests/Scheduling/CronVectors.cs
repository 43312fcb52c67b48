using System.Text.Json;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>The fire times that robfig/cron v3.0.1 gave; TestData/NOTICE.md says whose they are.</summary>
internal static class CronVectors
{
    public static IReadOnlyList<CronVector> Plain { get; } = Read("plain");

    public static IReadOnlyList<CronVector> DaylightSaving { get; } = Read("daylightSaving");

    public static IReadOnlyList<CronVector> Refused { get; } = Read("refused");

    private static List<CronVector> Read(string kind)
    {
        using var stream = typeof(CronVectors).Assembly.GetManifestResourceStream("cron-vectors.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty(kind).EnumerateArray().Select(ReadOne)];
    }

    private static CronVector ReadOne(JsonElement vector) => new(
        vector.GetProperty("schedule").GetString()!,
        vector.GetProperty("timeZone").GetString()!,
        vector.GetProperty("after").GetDateTimeOffset(),
        vector.TryGetProperty("next", out var next) ? [.. next.EnumerateArray().Select(time => time.GetDateTimeOffset())] : []);
}
