using System.Globalization;

namespace FedScaler.Sandbox.Laws.Schedules;

/// <summary>
/// Five cron fields, held against one minute of a wall clock after the other. Written for being plainly right, and apart from
/// the service's own parser: it knows numbers, names, lists, ranges, steps and nothing else, and says so of the rest.
/// </summary>
internal sealed class WallClockPattern
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] Months = ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private readonly HashSet<int> _minutes;
    private readonly HashSet<int> _hours;
    private readonly HashSet<int> _days;
    private readonly HashSet<int> _months;
    private readonly HashSet<int> _weekdays;
    private readonly bool _eitherDay;

    private WallClockPattern(string[] fields)
    {
        _minutes = Read(fields[0], 0, 59, []);
        _hours = Read(fields[1], 0, 23, []);
        _days = Read(fields[2], 1, 31, []);
        _months = Read(fields[3], 1, 12, Months);
        _weekdays = Read(fields[4], 0, 7, Days);
        if (_weekdays.Contains(7)) _weekdays.Add(0);
        // crontab(5), and Kubernetes with it: where both are restricted, either will do.
        _eitherDay = fields[2] is not ("*" or "?") && fields[4] is not ("*" or "?");
    }

    /// <summary>Null for what is beyond it: macros, L, W, #, and times that come every so often, which a clock change treats otherwise.</summary>
    public static WallClockPattern? TryRead(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5 || fields[0].AsSpan().ContainsAny("*/?") || fields[1].AsSpan().ContainsAny("*/?")) return null;
        try
        {
            return new WallClockPattern(fields);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public bool Matches(DateTime minute)
    {
        if (!_minutes.Contains(minute.Minute) || !_hours.Contains(minute.Hour) || !_months.Contains(minute.Month)) return false;
        var (day, weekday) = (_days.Contains(minute.Day), _weekdays.Contains((int)minute.DayOfWeek));
        return _eitherDay ? day || weekday : day && weekday;
    }

    private static HashSet<int> Read(string field, int least, int most, string[] names)
    {
        var values = new HashSet<int>();
        foreach (var item in field.Split(','))
        {
            var (range, step) = item.Split('/') is [var before, var every] ? (before, int.Parse(every, NumberStyles.None, CultureInfo.InvariantCulture)) : (item, 1);
            var (first, last) = range switch
            {
                "*" or "?" => (least, most),
                _ when range.Split('-') is [var from, var to] => (Value(from, names), Value(to, names)),
                _ => (Value(range, names), range.Length < item.Length ? most : Value(range, names)),
            };
            // A range that wraps goes over the end to the beginning.
            for (int value = first, left = ((last - first + most - least + 1) % (most - least + 1)) + 1; left > 0; value += step, left -= step)
                values.Add(value > most ? value - (most - least + 1) : value);
        }

        return values;
    }

    private static int Value(string text, string[] names)
    {
        var name = Array.FindIndex(names, one => one.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name >= 0 && text.Length > 0 ? name : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
