using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Days on which clocks somewhere did, or will do, everything that clocks do; and some on which they do nothing.</summary>
internal static class ClockChanges
{
    private const int DaysEachSide = 6;

    private static readonly (string Zone, string Day)[] Days =
    [
        ("America/New_York", "2026-03-08"), // 02:00 → 03:00
        ("America/New_York", "2026-11-01"), // 02:00 → 01:00
        ("Europe/Berlin", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25"), // 03:00 → 02:00
        ("Europe/Dublin", "2026-10-25"), // winter time is the negative one there
        ("America/Havana", "2026-03-08"), // 00:00 → 01:00
        ("America/Havana", "2026-11-01"), // 01:00 → 00:00
        ("Africa/Cairo", "2026-04-24"), // 00:00 → 01:00
        ("Africa/Cairo", "2026-10-30"), // 00:00 → 23:00 of the day before
        ("America/Santiago", "2026-09-06"),
        ("America/Santiago", "2026-04-05"), // 00:00 → 23:00 of the day before
        ("Australia/Lord_Howe", "2026-10-04"), // 02:00 → 02:30
        ("Australia/Lord_Howe", "2026-04-05"), // 02:00 → 01:30
        ("Antarctica/Troll", "2026-03-29"), // two hours at once
        ("Antarctica/Troll", "2026-10-25"),
        ("Pacific/Apia", "2011-12-30"), // the whole day is left out, by a change of standard time
        ("Pacific/Kwajalein", "1993-08-21"), // likewise
        ("America/Caracas", "2016-05-01"), // standard time, by half an hour
        ("Asia/Pyongyang", "2015-08-15"), // back by half an hour, for good
        ("Africa/Casablanca", "2026-02-15"), // for Ramadan
        ("Africa/Casablanca", "2026-03-22"),
        ("Asia/Kolkata", "2026-06-01"),
        ("Asia/Kathmandu", "2026-06-01"),
        ("UTC", "2026-02-28"),
    ];

    private static readonly Lazy<ClockChange[]> All = new(() => [.. Days.Select(day => Create(day.Zone, day.Day))]);

    public static Gen<ClockChange> Any => Gen.Elements(All.Value);

    public static ClockChange Create(string zone, string day)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var noon = new DateTimeOffset(DateTime.ParseExact(day, "yyyy-MM-dd", null), TimeSpan.Zero).AddHours(12);
        return new ClockChange(info, new MinuteWalk(info, noon.AddDays(-DaysEachSide), noon.AddDays(DaysEachSide)));
    }
}
