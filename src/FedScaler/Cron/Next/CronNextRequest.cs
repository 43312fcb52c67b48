using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Mapping;
using FedScaler.Api.Validation;
using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Next;

/// <summary>A schedule, and from when on how many of its times are asked for.</summary>
/// <param name="After">Only what comes later counts; null: now.</param>
/// <param name="Count">From 1 to <see cref="MostTimes"/>.</param>
internal sealed record CronNextRequest(string Schedule, string? TimeZone = null, string? After = null, long? Count = null)
{
    public const int DefaultCount = 5;

    /// <summary>Two years of hours; nobody reads more, and one line of a batch must not hold up the others.</summary>
    public const int MostTimes = 20_000;

    /// <summary>Reads <c>{"schedule", "timeZone", "after", "count"}</c>; all but the schedule may be absent.</summary>
    public static StrictResult<CronNextRequest> Read(JsonNode? node)
    {
        if (node is not JsonObject fields) return Refuse("", "must be an object with schedule, timeZone, after and count");
        foreach (var (name, value) in fields)
        {
            switch (name)
            {
                case "schedule" or "timeZone" or "after" when value?.GetValueKind() is not (null or JsonValueKind.String):
                    return Refuse(name, "must be text in quotes");
                case "count" when value is not null && !(value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out long _)):
                    return Refuse(name, "must be a whole number without quotes");
                case "schedule" or "timeZone" or "after" or "count":
                    break;
                default:
                    return Refuse(name, "is not known: schedule, timeZone, after and count are");
            }
        }

        return fields["schedule"] is { } schedule
            ? new StrictResult<CronNextRequest>(new CronNextRequest((string)schedule!, (string?)fields["timeZone"], (string?)fields["after"], (long?)fields["count"]), [])
            : Refuse("schedule", "is required: a cron expression of five fields, or @hourly to @yearly");
    }

    /// <summary>The times, or the first thing that is wrong.</summary>
    public CronNextResult Answer(DateTimeOffset now)
    {
        if (!CronExpression.TryParse(Schedule, out var expression, out var error)) return Refusal("schedule", error.Explain());
        if (!TimeZones.TryFind(TimeZone ?? CronHpaDefaults.TimeZone, out var zone)) return Refusal("timeZone", TimeZones.Refusal(TimeZone!));
        var from = now;
        if (After is not null && !CronTimes.TryParse(After, out from)) return Refusal("after", $"\"{After}\" is not a time: {CronTimes.Mend}");
        if ((Count ?? DefaultCount) is not (>= 1 and <= MostTimes)) return Refusal("count", $"must be from 1 to {MostTimes}, and is {Count}");
        return new CronNextResult
        {
            Next = [.. Times(expression, from, zone).Take((int)(Count ?? DefaultCount)).Select(CronTimes.Utc)],
            Warnings = expression.Warnings.Count > 0 ? expression.Warnings : null,
        };
    }

    public static CronNextResult Refusal(string field, string message) => Refusal(new FieldError(field, message));

    public static CronNextResult Refusal(FieldError error) => new() { Error = error.ToString(), Field = error.Field };

    private static IEnumerable<DateTimeOffset> Times(CronExpression expression, DateTimeOffset from, TimeZoneInfo zone)
    {
        for (var next = expression.GetNextOccurrence(from, zone); next is { } time; next = expression.GetNextOccurrence(time, zone)) yield return time;
    }

    private static StrictResult<CronNextRequest> Refuse(string field, string message) => new(null, [new FieldError(field, message)]);
}
