namespace FedScaler.Core.Tests.Scheduling;

/// <summary>
/// The grammar once more, as slow and as plain as it can be, for legal texts only: a test of one minute against the text,
/// item by item, without a mask or a search.
/// </summary>
internal sealed class NaiveCron
{
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly string[] Months = ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private readonly bool[] _minutes;
    private readonly bool[] _hours;
    private readonly bool[] _months;
    private readonly string[] _days;
    private readonly string[] _weekdays;

    private NaiveCron(string[] fields)
    {
        _minutes = Table(fields[0], 0, 59, []);
        _hours = Table(fields[1], 0, 23, []);
        _months = Table(fields[3], 1, 12, Months);
        _days = fields[2].Split(',');
        _weekdays = fields[4].Split(',');
        IsInterval = (fields[0] + fields[1]).IndexOfAny(['*', '?', '-', '/']) >= 0;
    }

    /// <summary>Fires in both passes of a repeated hour.</summary>
    public bool IsInterval { get; }

    public static NaiveCron Parse(string text) => new(text.ToUpperInvariant().Split(' '));

    public bool Matches(DateTime time) => _minutes[time.Minute] && _hours[time.Hour] && MatchesDate(time);

    public bool MatchesDate(DateTime date)
    {
        if (!_months[date.Month]) return false;
        var anyDay = _days.Any(item => item is "*" or "?" or "*/1" or "?/1");
        var anyWeekday = _weekdays.Any(item => item is "*" or "?" or "*/1" or "?/1");
        var day = _days.Any(item => IsDay(item, date));
        var weekday = _weekdays.Any(item => IsWeekday(item, date));
        if (anyDay && anyWeekday) return true;
        if (anyDay) return weekday;
        return anyWeekday ? day : day || weekday;
    }

    private static bool IsDay(string item, DateTime date)
    {
        var length = DateTime.DaysInMonth(date.Year, date.Month);
        if (item.EndsWith('W'))
        {
            var day = item.StartsWith('L') ? length - Before(item[1..^1]) : int.Parse(item[..^1]);
            return day >= 1 && day <= length && date.Date == NearestWeekday(new DateTime(date.Year, date.Month, day));
        }

        return item.StartsWith('L') ? date.Day == length - Before(item[1..]) : InItem(item, date.Day, 1, 31, []);
    }

    private static int Before(string text) => text.Length == 0 ? 0 : int.Parse(text[1..]);

    // The weekday of the same month that is fewest days away; there is only one.
    private static DateTime NearestWeekday(DateTime day) =>
        Enumerable.Range(-2, 5)
            .Select(days => day.AddDays(days))
            .Where(other => other.Month == day.Month && other.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .MinBy(other => Math.Abs((other - day).TotalDays));

    private static bool IsWeekday(string item, DateTime date)
    {
        if (item.Contains('#'))
            return (int)date.DayOfWeek == Number(item.Split('#')[0], Weekdays) % 7 && (date.Day + 6) / 7 == int.Parse(item.Split('#')[1]);
        if (item.EndsWith('L'))
            return (int)date.DayOfWeek == Number(item[..^1], Weekdays) % 7 && date.AddDays(7).Month != date.Month;
        return InItem(item, (int)date.DayOfWeek, 0, 6, Weekdays);
    }

    private static bool[] Table(string field, int min, int max, string[] names)
    {
        var table = new bool[max + 1];
        for (var value = min; value <= max; value++)
            table[value] = field.Split(',').Any(item => InItem(item, value, min, max, names));
        return table;
    }

    private static bool InItem(string item, int value, int min, int max, string[] names)
    {
        var parts = item.Split('/');
        var step = parts.Length > 1 ? int.Parse(parts[1]) : 1;
        var ends = parts[0] is "*" or "?" ? [min, max] : parts[0].Split('-').Select(text => Number(text, names)).ToArray();
        var first = ends[0];
        var last = ends.Length > 1 ? ends[1] : parts.Length > 1 ? Math.Max(max, first) : first;
        var wrapped = first > max ? min : first;
        // Walks from the first value by single steps, round the end if need be, and counts.
        var steps = last >= first ? last - first : last + (max - min + 1) - wrapped;
        if (last < first && first > max) steps = last - min;
        for (var i = 0; i <= steps; i += step)
            if ((wrapped - min + i) % (max - min + 1) + min == value) return true;
        return false;
    }

    private static int Number(string text, string[] names) => Array.IndexOf(names, text) is >= 0 and var index ? index : int.Parse(text);
}
