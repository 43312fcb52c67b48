namespace FedScaler.Controllers.Tests.CronHpas;

/// <summary>Rules that these tests share.</summary>
internal static class Rules
{
    /// <summary>Weekdays from 08:20 (ten minutes ahead) to 11:00 in Shanghai, 00:20 to 03:00 UTC: at least 40.</summary>
    public const string Morning =
        """{"name": "morning", "schedule": "30 8 * * MON-FRI", "end": "0 11 * * MON-FRI", "leadTime": "10m", "timeZone": "Asia/Shanghai", "minReplicas": 40}""";

    /// <summary>Daily from 01:00 to 02:00 UTC: at least so many.</summary>
    public static string Hour(int floor, string name = "hour", string more = "") =>
        $$"""{"name": "{{name}}", "schedule": "0 1 * * *", "duration": "1h", "minReplicas": {{floor}}{{more}}}""";
}
