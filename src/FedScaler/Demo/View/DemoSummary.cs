using FedScaler.Demo.Report;
using Spectre.Console;

namespace FedScaler.Demo.View;

/// <summary>The end of a run, for people.</summary>
internal static class DemoSummary
{
    public static void Write(IAnsiConsole console, DemoRecord record, string? report)
    {
        var facts = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn("");
        foreach (var (label, value) in DemoFacts.Of(record)) facts.AddRow(new Markup($"[grey]{Markup.Escape(label)}[/]"), new Markup($"[bold]{Markup.Escape(value)}[/]"));
        var laws = new Table().Border(TableBorder.Rounded).AddColumn("LAW").AddColumn("IN WORDS").AddColumn(new TableColumn("CHECKS").RightAligned()).AddColumn(new TableColumn("BROKEN").RightAligned());
        foreach (var law in record.Laws.Laws)
            laws.AddRow($"{law.Number}", Markup.Escape(law.Title), $"{law.Checks:#,0}", law.Violations == 0 ? "[green]0[/]" : $"[red]{law.Violations}[/]");
        console.WriteLine();
        console.Write(facts);
        console.Write(laws);
        foreach (var line in Lines.Faults(record)) console.MarkupLineInterpolated($"[red]{line}[/]");
        if (report is not null) console.MarkupLineInterpolated($"report: [link]{report}[/]");
    }
}
