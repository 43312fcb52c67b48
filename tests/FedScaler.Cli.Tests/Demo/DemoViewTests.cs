using System.Text.RegularExpressions;
using FedScaler.Demo.Report;
using FedScaler.Demo.View;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace FedScaler.Cli.Tests.Demo;

public sealed class DemoViewTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Where_nobody_looks_there_is_one_line_an_hour_and_one_an_event()
    {
        var record = SyntheticRun.Make();
        await PlayAsync(DemoViews.For(_output, interactive: false, TimeProvider.System), record);
        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(line => line.Contains("  demand ", StringComparison.Ordinal)).ShouldBe(49);
        lines.Count(line => line.Contains("idc-b: ", StringComparison.Ordinal)).ShouldBe(record.Events.Count(happened => happened.Member == "idc-b"));
        _output.ToString().ShouldNotContain("\u001b");
        lines.First(line => line.Contains("  demand ", StringComparison.Ordinal)).ShouldStartWith("Mon 00:00   0%  demand ");
    }

    [Fact]
    public void An_events_control_characters_are_not_passed_on()
    {
        new PlainDemoView(_output).Tell(new DemoEvent(DateTimeOffset.UnixEpoch, DemoEventKind.Mark, "a", "red\u001b[31m\nalert"));
        _output.ToString().ShouldBe($"Thu 00:00:00 a: red [31m alert{Environment.NewLine}");
    }

    [Fact]
    public void The_summary_names_every_law_and_every_breach()
    {
        new PlainDemoView(_output).Finish(SyntheticRun.Make(violations: 30), "out/report.html");
        var text = _output.ToString();
        text.ShouldContain("law 1: BROKEN 30 times in 5000 checks");
        text.ShouldContain("law 9: kept");
        text.ShouldContain("and 10 more violations");
        text.ShouldContain("report: out/report.html");
    }

    [Fact]
    public async Task Where_somebody_looks_there_is_a_table_with_the_last_events()
    {
        var record = SyntheticRun.Make(days: 0.1);
        await PlayAsync(new LiveDemoView(Terminal(), TimeProvider.System), record with { Events = [new(record.From, DemoEventKind.Mark, "idc-b", "back [again]")] });
        var text = _output.ToString();
        foreach (var column in (string[])["STATE", "MIN", "MAX", "RUNS", "WANTS", "READY", "FREE", "REASON"]) text.ShouldContain(column);
        text.ShouldContain("back [again]");
        text.ShouldContain("keeps its share");
        text.ShouldContain("IN WORDS");
    }

    [Fact]
    public async Task The_bounds_in_force_are_shown_with_the_schedule_they_come_from()
    {
        var record = SyntheticRun.Make(days: 9 / 24d);
        await PlayAsync(new LiveDemoView(Terminal(), TimeProvider.System), record);
        Regex.Replace(_output.ToString(), "\u001b\\[[0-9;?]*[A-Za-z]", "", RegexOptions.None, TimeSpan.FromSeconds(10)).ShouldContain("min 16  max 60  peak/morning");
        _output.ToString().ShouldContain("peak/morning, 1 window");
        await PlayAsync(DemoViews.For(_output, interactive: false, TimeProvider.System), record);
        _output.ToString().ShouldContain("  6 to 60  idc-a ");
        _output.ToString().ShouldContain("  16 to 60  idc-a ");
    }

    private static async Task PlayAsync(IDemoView view, DemoRecord record)
    {
        await view.RunAsync(() =>
        {
            foreach (var happened in record.Events) view.Tell(happened);
            foreach (var sample in record.Samples) view.Show(sample, (sample.Time - record.From) / (record.To - record.From));
            return Task.CompletedTask;
        });
        view.Finish(record, report: null);
    }

    private IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 160;
        console.Profile.Height = 60;
        return console;
    }
}
