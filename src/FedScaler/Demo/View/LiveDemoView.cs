using FedScaler.Demo.Report;
using FedScaler.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FedScaler.Demo.View;

/// <summary>A table that is drawn over and over: the clock and the load above it, the last events below.</summary>
public sealed class LiveDemoView(IAnsiConsole console, TimeProvider time) : IDemoView
{
    private const int LastEvents = 6;
    private const int BarWidth = 30;

    /// <summary>A person sees no more, and drawing costs more than a step of the demo.</summary>
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(150);

    private readonly Queue<DemoEvent> _events = new();
    private LiveDisplayContext? _display;
    private (DemoSample Sample, double Progress)? _last;
    private DateTimeOffset _drawn;

    /// <inheritdoc/>
    public Task RunAsync(Func<Task> play) => console.Live(new Text("starting …")).AutoClear(false).StartAsync(async display =>
    {
        _display = display;
        try
        {
            await play();
            Draw();
        }
        finally
        {
            _display = null;
        }
    });

    /// <inheritdoc/>
    public void Show(DemoSample sample, double progress)
    {
        _last = (sample, progress);
        if (time.GetUtcNow() - _drawn >= Redraw) Draw();
    }

    /// <inheritdoc/>
    public void Tell(DemoEvent happened)
    {
        _events.Enqueue(happened);
        if (_events.Count > LastEvents) _events.Dequeue();
    }

    /// <inheritdoc/>
    public void Finish(DemoRecord record, string? report) => DemoSummary.Write(console, record, report);

    private void Draw()
    {
        if (_display is not { } display || _last is not { } last) return;
        _drawn = time.GetUtcNow();
        display.UpdateTarget(new Rows(Header(last.Sample, last.Progress), Bounds(last.Sample.Bounds), MemberTable(last.Sample), Footer()));
        display.Refresh();
    }

    private static Markup Header(DemoSample sample, double progress)
    {
        var done = (int)Math.Round(Math.Clamp(progress, 0, 1) * BarWidth);
        var colour = sample.Served >= sample.Demand * 0.99 ? "green" : "red";
        return new Markup(
            $"[bold]{sample.Time:ddd d MMM HH:mm:ss}[/]  demand [bold]{sample.Demand:#,0}[/]/s  served [{colour}]{sample.Served:#,0}[/]/s  "
            + $"replicas [bold]{sample.Runs}[/]  [blue]{new string('━', done)}[/][grey]{new string('─', BarWidth - done)}[/] {progress:0%}");
    }

    private static Markup Bounds(DemoBounds bounds) => new(
        $"min [bold]{bounds.Min}[/]  max [bold]{bounds.Max}[/]  "
        + (bounds.Schedules.Count == 0 ? "[grey]no schedule in force[/]" : $"[blue]{Markup.Escape(string.Join(", ", bounds.Schedules))}[/]"));

    private static Table MemberTable(DemoSample sample)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("CLUSTER").AddColumn("STATE");
        foreach (var title in (string[])["MIN", "MAX", "RUNS", "WANTS", "READY", "FREE"]) table.AddColumn(new TableColumn(title).RightAligned());
        table.AddColumn("REASON");
        foreach (var member in sample.Members)
        {
            IRenderable[] row =
            [
                new Text(member.Name), new Markup($"[{Colour(member.State)}]{Markup.Escape(member.State)}[/]"),
                new Text(Number(member.Min)), new Text(Number(member.Max)), new Text(Number(member.Runs)), new Text(Number(member.Wants)),
                new Text(Number(member.Ready)), new Text(Number(member.Fit is { } fit ? Math.Max(0, fit - member.Runs) : null)), new Text(OneLine.Of(member.Reason)),
            ];
            table.AddRow(row);
        }

        return table;
    }

    private Rows Footer() => new(_events.Select(static happened =>
        (IRenderable)new Markup($"[grey]{happened.Time:ddd HH:mm:ss}[/] {Markup.Escape(happened.Member ?? "")} {Markup.Escape(OneLine.Of(happened.Text))}")));

    private static string Colour(string state) => state switch
    {
        "Active" => "green",
        "Silent" or "Lent" => "yellow",
        "Excluded" => "red",
        _ => "grey",
    };

    private static string Number(int? count) => count?.ToString() ?? "-";
}
