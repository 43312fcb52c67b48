using System.Numerics;

namespace FedScaler.Core.Scheduling;

/// <summary>
/// A schedule's minutes on the calendar, without any time zone. Each search goes by fields and by month: what comes at all
/// comes within 40 years (February 29 on one weekday, over a century without a leap day), so it ends after 480 months.
/// </summary>
/// <param name="Minutes">Bits 0 to 59.</param>
/// <param name="Hours">Bits 0 to 23.</param>
/// <param name="Days">Which days of a month.</param>
/// <param name="Months">Bits 1 to 12.</param>
internal sealed record CronCalendar(ulong Minutes, uint Hours, CronDays Days, uint Months)
{
    private const int MinutesPerHour = 60;
    private const int None = -1;
    private const int MostYears = 40;

    /// <summary>Whether there is any such minute. 28 years running have every kind of year there is: each first weekday, leap or not.</summary>
    public bool EverComes
    {
        get
        {
            for (var year = 2000; year < 2028; year++)
                for (var months = Months; months != 0; months &= months - 1)
                    if (Days.In(year, BitOperations.TrailingZeroCount(months)) != 0) return true;
            return false;
        }
    }

    public bool Matches(DateTime time) =>
        (Minutes >> time.Minute & 1) != 0 && (Hours >> time.Hour & 1) != 0 && MatchesDate(time.Year, time.Month, time.Day);

    /// <summary>The first minute that matches at or after a time; null beyond the year 9999.</summary>
    public DateTime? Next(DateTime from)
    {
        var minute = from.Ticks % TimeSpan.TicksPerMinute == 0 ? 0 : 1;
        if (MatchesDate(from.Year, from.Month, from.Day) && TimeAt(MinuteOf(from) + minute) is >= 0 and var time)
            return from.Date.AddMinutes(time);

        var (year, month) = (from.Year, from.Month);
        var days = DaysIn(year, month) & ~(uint)((1UL << (from.Day + 1)) - 1);
        for (var last = year + MostYears; days == 0; days = DaysIn(year, month))
        {
            if (++month > 12) (year, month) = (year + 1, 1);
            if (year > last || year > DateTime.MaxValue.Year) return null;
        }

        return At(year, month, BitOperations.TrailingZeroCount(days), TimeAt(0));
    }

    /// <summary>The last minute that matches at or before a time; null before the year 1.</summary>
    public DateTime? Previous(DateTime from)
    {
        if (MatchesDate(from.Year, from.Month, from.Day) && TimeUpTo(MinuteOf(from)) is >= 0 and var time)
            return from.Date.AddMinutes(time);

        var (year, month) = (from.Year, from.Month);
        var days = DaysIn(year, month) & ((1u << from.Day) - 1);
        for (var last = year - MostYears; days == 0; days = DaysIn(year, month))
        {
            if (--month < 1) (year, month) = (year - 1, 12);
            if (year < last || year < DateTime.MinValue.Year) return null;
        }

        return At(year, month, BitOperations.Log2(days), TimeUpTo((24 * MinutesPerHour) - 1));
    }

    private static DateTime At(int year, int month, int day, int minuteOfDay) => new DateTime(year, month, day).AddMinutes(minuteOfDay);

    private static int MinuteOf(DateTime time) => (time.Hour * MinutesPerHour) + time.Minute;

    private bool MatchesDate(int year, int month, int day) => (DaysIn(year, month) >> day & 1) != 0;

    private uint DaysIn(int year, int month) => (Months >> month & 1) == 0 ? 0 : Days.In(year, month);

    /// <summary>The first minute of the day that matches from one on.</summary>
    private int TimeAt(int minuteOfDay)
    {
        var (hour, minute) = Math.DivRem(minuteOfDay, MinutesPerHour);
        if ((Hours >> hour & 1) != 0 && Minutes >> minute is not 0 and var later)
            return minuteOfDay + BitOperations.TrailingZeroCount(later);
        var hours = Hours & ~((2u << hour) - 1);
        return hours == 0 ? None : (BitOperations.TrailingZeroCount(hours) * MinutesPerHour) + BitOperations.TrailingZeroCount(Minutes);
    }

    /// <summary>The last minute of the day that matches up to one.</summary>
    private int TimeUpTo(int minuteOfDay)
    {
        var (hour, minute) = Math.DivRem(minuteOfDay, MinutesPerHour);
        if ((Hours >> hour & 1) != 0 && (Minutes & ((2UL << minute) - 1)) is not 0 and var earlier)
            return (hour * MinutesPerHour) + BitOperations.Log2(earlier);
        var hours = Hours & ((1u << hour) - 1);
        return hours == 0 ? None : (BitOperations.Log2(hours) * MinutesPerHour) + BitOperations.Log2(Minutes);
    }
}
