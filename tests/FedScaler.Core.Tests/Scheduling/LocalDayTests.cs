using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

public sealed class LocalDayTests
{
    [Theory]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T00:00-05:00")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-24T01:00+03:00")] // the clocks jump over midnight
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T00:00-04:00")] // midnight comes twice
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-31T00:00+14:00")] // a day that Samoa never had
    [InlineData("Asia/Almaty", "2024-03-01", "2024-03-01T00:00+05:00")] // standard time went back at midnight
    public void A_day_starts_at_its_first_instant(string zone, string date, string start)
    {
        var found = LocalDay.StartOf(DateOnly.ParseExact(date, "yyyy-MM-dd"), Fires.Zone(zone));

        $"{found:yyyy-MM-ddTHH:mmzzz}".ShouldBe(start);
    }

    [Fact]
    public void The_calendars_ends_are_the_ends()
    {
        LocalDay.StartOf(DateOnly.MinValue, Fires.Zone("Asia/Tokyo")).ShouldBe(DateTimeOffset.MinValue);
        LocalDay.StartOf(DateOnly.MaxValue, Fires.Zone("Asia/Tokyo")).ShouldBe(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.FromHours(9)));
    }
}
