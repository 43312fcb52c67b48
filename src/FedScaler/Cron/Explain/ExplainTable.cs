using System.Globalization;
using FedScaler.Terminal;
using Spectre.Console;

namespace FedScaler.Cron.Explain;

/// <summary>An explanation for people.</summary>
internal static class ExplainTable
{
    public static void Write(Explanation explanation, TextWriter output) =>
        Write(explanation, Terminals.On(output, Terminals.IsInteractive && ReferenceEquals(output, Console.Out)));

    public static void Write(Explanation explanation, IAnsiConsole console)
    {
        for (var i = 0; i < explanation.Targets.Count; i++)
        {
            if (i > 0) console.WriteLine();
            Write(explanation.Targets[i], explanation.From, console);
        }
    }

    private static void Write(ExplainedTarget target, string from, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{target.Target}[/]: {(target.Base is { } own ? $"{own} replicas of its own; " : "")}CronHPA {string.Join(", ", target.Schedules)}");
        console.WriteLine($"At {from}: {target.Now}{Active(target)}");
        console.WriteLine();
        if (target.Transitions.Count == 0) console.WriteLine("Nothing starts or ends after that.");
        else WriteTransitions(target.Transitions, console);
        WriteStrip(target, console);
        if (target.Remarks.Count > 0) console.WriteLine();
        foreach (var remark in target.Remarks) console.WriteLine(remark);
    }

    private static string Active(ExplainedTarget target) => target.Active.Count == 0
        ? ", no rule in force"
        : " by " + string.Join(", ", target.Active.Select(static rule => $"{rule.Rule} since {rule.Since}{(rule.Until is null ? "" : $" until {rule.Until}")}"));

    private static void WriteTransitions(IReadOnlyList<ExplainedTransition> transitions, IAnsiConsole console)
    {
        var notes = transitions.SelectMany(static transition => transition.Notes).Distinct().ToList();
        var zones = transitions.Select(static transition => transition.TimeZone).Distinct().Count() > 1;
        // Only names may be broken into lines: they are of any length, and times are read at a glance or not at all.
        var table = new Table().Border(TableBorder.None);
        foreach (var column in (string[])["LOCAL", "UTC", "RULE", "EDGE", "THEN", .. zones ? ["ZONE"] : Array.Empty<string>(), .. notes.Count > 0 ? ["NOTE"] : Array.Empty<string>()])
            table.AddColumn(column, one => (column is "RULE" or "ZONE" ? one : one.NoWrap()).Padding(0, 0, 2, 0));
        foreach (var transition in transitions)
        {
            var cells = new List<string> { Local(transition.LocalTime), Short(transition.Time), Markup.Escape(transition.Rule), transition.Edge, transition.Then.ToString() };
            if (zones) cells.Add(Markup.Escape(transition.TimeZone));
            if (notes.Count > 0) cells.Add(string.Join(' ', transition.Notes.Select(note => notes.IndexOf(note) + 1)));
            table.AddRow([.. cells]);
        }

        console.Write(table);
        if (notes.Count > 0) console.WriteLine();
        for (var i = 0; i < notes.Count; i++) console.WriteLine($"{i + 1,3}  {notes[i]}");
        console.WriteLine();
    }

    private static void WriteStrip(ExplainedTarget target, IAnsiConsole console)
    {
        console.WriteLine($"Half hours in {target.TimeZone}");
        console.WriteLine($"{"",-16}{DayStrip.Hours}");
        DateOnly? before = null;
        foreach (var day in target.Days)
        {
            var date = DateOnly.ParseExact(day.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (before is { } last && last.AddDays(1) < date) console.WriteLine("...");
            console.WriteLine($"{day.Date} {day.Weekday}  {day.Strip}{(day.Remarks.Count > 0 ? "  " : "")}{string.Join("; ", day.Remarks)}");
            before = date;
        }

        foreach (var letter in target.Legend.OrderBy(static letter => letter.Rules.Count == 0 ? 0 : 1))
            console.WriteLine($"{letter.Letter,16} {letter.Reach}{(letter.Rules.Count > 0 ? ": " : "")}{string.Join(", ", letter.Rules)}");
    }

    private static string Local(string iso) => Time(iso).ToString(HasSeconds(iso) ? "ddd yyyy-MM-dd HH:mm:ss" : "ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Short(string iso) => Time(iso).ToString(HasSeconds(iso) ? "yyyy-MM-dd HH:mm:ss'Z'" : "yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static bool HasSeconds(string iso) => Time(iso).Second != 0;

    private static DateTimeOffset Time(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);
}
