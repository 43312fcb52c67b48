namespace FedScaler.Core.Tests.Scheduling;

internal sealed record CronVector(string Schedule, string TimeZone, DateTimeOffset After, DateTimeOffset[] Next)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
