using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>One of the five fields: its name in messages, its values, and the names that stand for some of them.</summary>
internal sealed record CronField(string Name, int Min, int Max, ImmutableArray<string> Names)
{
    public static readonly CronField Minute = new("minute", 0, 59, []);
    public static readonly CronField Hour = new("hour", 0, 23, []);
    public static readonly CronField DayOfMonth = new("day of month", 1, 31, []);

    public static readonly CronField Month = new("month", 1, 12,
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);

    /// <summary>0 to 6 from Sunday; 7 is Sunday too, where it is written (crontab(5)).</summary>
    public static readonly CronField Weekday = new("weekday", 0, 6, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    /// <summary>The largest number that may be written.</summary>
    public int Highest => this == Weekday ? 7 : Max;

    /// <summary>How many values there are.</summary>
    public int Count => Max - Min + 1;

    /// <summary>What may be written, for a message.</summary>
    public string Allowed => Names.IsEmpty ? $"{Min}-{Highest}" : $"{Min}-{Highest} or {Names[0]}-{Names[^1]}";

    public CronFormatException Refuse(string problem) => new(Name, problem);

    /// <summary>A number or a name; 7 stays 7, so that a range may end in it.</summary>
    public int Value(ReadOnlySpan<char> text, string item)
    {
        if (text.IsEmpty)
            throw Refuse($"'{item}' lacks a value; write {Allowed}");
        for (var i = 0; i < Names.Length; i++)
            if (text.Equals(Names[i], StringComparison.OrdinalIgnoreCase)) return Min + i;

        if (text.ContainsAnyExceptInRange('0', '9'))
            throw Refuse($"'{text}' is not a value; write {Allowed}");
        if (!int.TryParse(text, out var value) || value < Min || value > Highest)
            throw Refuse($"{text} is out of range; write {Allowed}");
        return value;
    }

    /// <summary>The text after a slash: how far apart values are.</summary>
    public int Step(ReadOnlySpan<char> text, string item)
    {
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            throw Refuse($"'{item}' lacks a step that is a whole number; write 1-{Highest} after the slash");
        if (!int.TryParse(text, out var step) || step > Highest)
            throw Refuse($"the step of '{item}' is beyond the range {Min}-{Max}, so it would fire at {Min} only; write '{Min}', or a step of 1-{Highest}");
        if (step == 0)
            throw Refuse($"the step of '{item}' is zero; write 1-{Highest}");
        return step;
    }
}
