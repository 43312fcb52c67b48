using System.Numerics;

namespace FedScaler.Core.Scheduling;

/// <summary>
/// The days that a schedule's day of month and weekday stand for: those that either matches where both restrict, as in
/// Kubernetes (robfig/cron v3, dayMatches), else those that the one that restricts matches.
/// </summary>
internal sealed record CronDays
{
    /// <summary>Whether the day of month, or the weekday, is anything but every.</summary>
    public bool RestrictsDays { get; init; }

    public bool RestrictsWeekdays { get; init; }

    /// <summary>Bits 1 to 31: the days that are named.</summary>
    public uint Days { get; init; }

    /// <summary>Bits 0 to 30: L-n, n days before the month's last.</summary>
    public uint FromLast { get; init; }

    /// <summary>Bits 1 to 31: nW, the weekday (Monday to Friday) of the same month that is nearest to day n.</summary>
    public uint NearestTo { get; init; }

    /// <summary>Bits 0 to 30: L-nW.</summary>
    public uint NearestToLast { get; init; }

    /// <summary>Bits 0 to 6 from Sunday.</summary>
    public uint Weekdays { get; init; }

    /// <summary>Bits 0 to 6 from Sunday: nL, the month's last such weekday.</summary>
    public uint LastWeekdays { get; init; }

    /// <summary>Bits 7·(k-1)+w: w#k, the month's k-th weekday w.</summary>
    public ulong NthWeekdays { get; init; }

    /// <summary>The days of a month that match, as bits 1 to 31.</summary>
    public uint In(int year, int month)
    {
        var length = DateTime.DaysInMonth(year, month);
        var all = (uint)((1UL << (length + 1)) - 2);
        if (!RestrictsDays && !RestrictsWeekdays) return all;

        var first = RestrictsWeekdays || (NearestTo | NearestToLast) != 0 ? (int)new DateTime(year, month, 1).DayOfWeek : 0;
        var days = RestrictsDays ? DaysIn(length, first) : 0;
        if (RestrictsWeekdays) days |= WeekdaysIn(length, first);
        return days & all;
    }

    private uint DaysIn(int length, int first)
    {
        var days = Days;
        for (var rest = FromLast; rest != 0; rest &= rest - 1)
            days |= Bit(length - BitOperations.TrailingZeroCount(rest));
        for (var rest = NearestTo; rest != 0; rest &= rest - 1)
            days |= Nearest(BitOperations.TrailingZeroCount(rest), length, first);
        for (var rest = NearestToLast; rest != 0; rest &= rest - 1)
            days |= Nearest(length - BitOperations.TrailingZeroCount(rest), length, first);
        return days;
    }

    private uint WeekdaysIn(int length, int first)
    {
        var days = Spread(Weekdays, first);
        if (LastWeekdays != 0)
            days |= Spread(LastWeekdays, first) & ~((1u << (length - 6)) - 1);
        for (var week = 0; NthWeekdays >> (7 * week) != 0; week++)
            days |= Spread((uint)(NthWeekdays >> (7 * week) & 0x7F), first) & (0xFEu << (7 * week));
        return days;
    }

    /// <summary>A set of weekdays over a month that begins on weekday <paramref name="first"/>.</summary>
    private static uint Spread(uint weekdays, int first)
    {
        const ulong everySeventh = 1 | (1UL << 7) | (1UL << 14) | (1UL << 21) | (1UL << 28);
        var fromFirst = ((weekdays >> first) | (weekdays << (7 - first))) & 0x7F;
        return (uint)((fromFirst * everySeventh << 1) & uint.MaxValue);
    }

    /// <summary>Saturday gives the day before, Sunday the day after, unless that is in another month.</summary>
    private static uint Nearest(int day, int length, int first)
    {
        if (day < 1 || day > length) return 0;
        return ((first + day - 1) % 7) switch
        {
            6 => Bit(day > 1 ? day - 1 : day + 2),
            0 => Bit(day < length ? day + 1 : day - 2),
            _ => Bit(day),
        };
    }

    private static uint Bit(int day) => day < 1 ? 0 : 1u << day;
}
