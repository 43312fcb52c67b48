namespace FedScaler.Core.Scheduling;

/// <summary>Reads the day of month and the weekday, which have forms of their own: L, L-n, nW, LW; nL, n#k.</summary>
internal static class CronDaysReader
{
    private const int MostWeeks = 5;

    public static CronDays Read(string days, string weekdays)
    {
        var dates = ReadDays(days, out var restrictsDays);
        var result = ReadWeekdays(dates, weekdays, out var restrictsWeekdays);
        return result with { RestrictsDays = restrictsDays, RestrictsWeekdays = restrictsWeekdays };
    }

    private static CronDays ReadDays(string text, out bool restricts)
    {
        var result = new CronDays();
        var reader = new CronFieldReader(CronField.DayOfMonth);
        foreach (var item in CronFieldReader.Items(CronField.DayOfMonth, text))
        {
            if (item.StartsWith('L') || item.StartsWith('l'))
                result = AddLast(result, item);
            else if (item.EndsWith('W') || item.EndsWith('w'))
                result = result with { NearestTo = result.NearestTo | 1u << NearestTo(item) };
            else
                reader.Add(item);
        }

        restricts = !reader.HasStar;
        return result with { Days = (uint)reader.Mask };
    }

    /// <summary>L, L-n, LW, L-nW.</summary>
    private static CronDays AddLast(CronDays days, string item)
    {
        var field = CronField.DayOfMonth;
        var nearest = item.EndsWith('W') || item.EndsWith('w');
        var offset = nearest ? item.AsSpan(1, item.Length - 2) : item.AsSpan(1);
        var before = 0;
        if (!offset.IsEmpty)
        {
            if (offset[0] != '-' || !IsNumber(offset[1..]) || !int.TryParse(offset[1..], out before) || before >= field.Max)
                throw field.Refuse($"'{item}' is not a day before the month's last; write L, L-1 to L-{field.Max - 1}, or LW");
        }

        return nearest
            ? days with { NearestToLast = days.NearestToLast | 1u << before }
            : days with { FromLast = days.FromLast | 1u << before };
    }

    private static int NearestTo(string item)
    {
        var day = item.AsSpan(0, item.Length - 1);
        return IsNumber(day)
            ? CronField.DayOfMonth.Value(day, item)
            : throw CronField.DayOfMonth.Refuse($"'{item}' is not the weekday nearest to one day; write 15W, or LW, one for each day");
    }

    private static CronDays ReadWeekdays(CronDays days, string text, out bool restricts)
    {
        var field = CronField.Weekday;
        var reader = new CronFieldReader(field);
        foreach (var item in CronFieldReader.Items(field, text))
        {
            if (item.Contains('#', StringComparison.Ordinal))
                days = days with { NthWeekdays = days.NthWeekdays | Nth(item) };
            else if (item.EndsWith('L') || item.EndsWith('l'))
                days = days with { LastWeekdays = days.LastWeekdays | 1u << LastWeekday(item) };
            else
                reader.Add(item);
        }

        restricts = !reader.HasStar;
        return days with { Weekdays = (uint)reader.Mask };
    }

    private static int LastWeekday(string item)
    {
        var day = item.AsSpan(0, item.Length - 1);
        return day.IsEmpty || day.ContainsAny("-/*?")
            ? throw CronField.Weekday.Refuse($"'{item}' is not the last of one weekday; write 5L or FRIL, one for each weekday")
            : CronField.Weekday.Value(day, item) % 7;
    }

    private static ulong Nth(string item)
    {
        var hash = item.IndexOf('#', StringComparison.Ordinal);
        var day = item.AsSpan(0, hash);
        var week = item.AsSpan(hash + 1);
        if (day.IsEmpty || day.ContainsAny("-/*?") || !IsNumber(week) || !int.TryParse(week, out var nth) || nth is < 1 or > MostWeeks)
            throw CronField.Weekday.Refuse($"'{item}' is not the n-th of one weekday; write 5#2 or FRI#2, the second from 1-{MostWeeks}");
        return 1UL << (7 * (nth - 1) + CronField.Weekday.Value(day, item) % 7);
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
