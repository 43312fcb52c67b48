using System.Collections.Immutable;
using System.Numerics;

namespace FedScaler.Core.Scheduling;

/// <summary>Reads the text of a schedule: five fields, or one of the names that begin with @.</summary>
internal sealed class CronParser
{
    private const string WholeText = "schedule";

    // Every value of every field, written out, takes about 400.
    private const int LongestText = 1000;

    private CronParser(string normalized, CronCalendar calendar, bool isInterval, ImmutableArray<string> warnings) =>
        (Normalized, Calendar, IsInterval, Warnings) = (normalized, calendar, isInterval, warnings);

    public string Normalized { get; }

    public CronCalendar Calendar { get; }

    /// <summary>Minute or hour has a star, a range or a step: it also fires in the second pass of a repeated hour.</summary>
    public bool IsInterval { get; }

    public ImmutableArray<string> Warnings { get; }

    /// <exception cref="CronFormatException">The text is no schedule, or none that ever comes.</exception>
    public static CronParser Parse(string text)
    {
        if (text.Length > LongestText)
            throw Refuse($"it is longer than {LongestText} characters");
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        RefuseForeignForms(words);
        var fields = words is [['@', ..] name] ? Named(name) : words;
        if (fields.Length != 5)
            throw Refuse(WrongCount(fields.Length));

        var minutes = new CronFieldReader(CronField.Minute).AddAll(fields[0]);
        var hours = new CronFieldReader(CronField.Hour).AddAll(fields[1]);
        var months = (uint)new CronFieldReader(CronField.Month).AddAll(fields[3]).Mask;
        var days = CronDaysReader.Read(fields[2], fields[4]);
        var calendar = new CronCalendar(minutes.Mask, (uint)hours.Mask, days, months);
        if (!calendar.EverComes)
            throw CronField.DayOfMonth.Refuse($"'{fields[2]}' never comes in {MonthNames(months)}; change the day or the month");
        return new CronParser(
            string.Join(' ', words).ToUpperInvariant(),
            calendar,
            minutes.HasInterval || hours.HasInterval,
            WarningsOf(calendar, fields));
    }

    private static void RefuseForeignForms(string[] words)
    {
        if (words.Length == 0)
            throw Refuse("it is empty; write five fields: minute, hour, day of month, month, weekday");
        if (words[0].StartsWith("TZ=", StringComparison.OrdinalIgnoreCase) || words[0].StartsWith("CRON_TZ=", StringComparison.OrdinalIgnoreCase))
            throw Refuse($"a time zone has no place in it; take '{words[0]}' out and set timeZone to '{words[0][(words[0].IndexOf('=', StringComparison.Ordinal) + 1)..]}'");
        if (words[0].Equals("@every", StringComparison.OrdinalIgnoreCase))
            throw Refuse("@every counts from no fixed time, so that nobody could say when it fires; write a step, such as '*/15 * * * *'");
        if (words[0][0] == '@' && words.Length > 1)
            throw Refuse($"nothing may follow '{words[0]}'; take '{words[1]}' out");
    }

    // The descriptors of robfig/cron v3, as five fields.
    private static string[] Named(string name) => name.ToUpperInvariant() switch
    {
        "@YEARLY" or "@ANNUALLY" => ["0", "0", "1", "1", "*"],
        "@MONTHLY" => ["0", "0", "1", "*", "*"],
        "@WEEKLY" => ["0", "0", "*", "*", "0"],
        "@DAILY" or "@MIDNIGHT" => ["0", "0", "*", "*", "*"],
        "@HOURLY" => ["0", "*", "*", "*", "*"],
        _ => throw Refuse($"'{name}' is unknown; write @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually, or five fields"),
    };

    private static string WrongCount(int count) => count switch
    {
        6 => "it has six fields, not five; take the seconds (the first) or the year (the last) out",
        _ => $"it has {count} field{(count == 1 ? "" : "s")}, not five: minute, hour, day of month, month, weekday",
    };

    private static ImmutableArray<string> WarningsOf(CronCalendar calendar, string[] fields)
    {
        if (calendar.Days is not { RestrictsDays: true, RestrictsWeekdays: true }) return [];
        var either = $"day of month '{fields[2]}' and weekday '{fields[4]}' are both set: it fires on days that match either, as in Kubernetes";
        var daysAlone = calendar with { Days = calendar.Days with { RestrictsWeekdays = false } };
        return daysAlone.EverComes
            ? [either]
            : [either, $"day of month '{fields[2]}' never comes in {MonthNames(calendar.Months)}: only the weekday counts"];
    }

    private static string MonthNames(uint months)
    {
        var names = new List<string>();
        for (var rest = months; rest != 0; rest &= rest - 1)
            names.Add(CronField.Month.Names[BitOperations.TrailingZeroCount(rest) - CronField.Month.Min]);
        return string.Join(", ", names);
    }

    private static CronFormatException Refuse(string problem) => new(WholeText, problem);
}
