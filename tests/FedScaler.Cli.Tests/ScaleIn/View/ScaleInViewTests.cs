using FedScaler.Api.ScaleIns;
using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Models;
using FedScaler.ScaleIns.View;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace FedScaler.Cli.Tests.ScaleIns.View;

public sealed class ScaleInViewTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Where_somebody_looks_there_is_a_table_of_pods_with_what_is_waited_for()
    {
        await ShowAsync(new LiveScaleInView(Terminal()), Statuses.Pending("idc-b: until [it] can be reached"), Statuses.Completed);

        var text = _output.ToString();
        foreach (var word in (string[])["CLUSTER", "STAGE", "REPLICAS", "POD", "STATE", "5 → 4", "idc-a", "web-1", "Bound", "waits: idc-b: until [it] can be reached", "0 of 2 gone", "2 of 2 gone"])
            text.ShouldContain(word);
    }

    [Fact]
    public async Task Of_hundreds_of_pods_those_that_are_still_there_are_shown_and_the_rest_counted()
    {
        var pods = Enumerable.Range(0, 300).Select(static i => Statuses.Pod("idc-a", $"web-{i}", i < 290 ? "Deleted" : "Bound")).ToList();

        await ShowAsync(new LiveScaleInView(Terminal()), Statuses.Committed with { Pods = pods });

        _output.ToString().ShouldContain("web-295");
        _output.ToString().ShouldNotContain("web-100");
        _output.ToString().ShouldContain("and 285 more");
    }

    [Fact]
    public async Task Where_nobody_looks_nothing_is_said_twice_and_no_control_characters_are_passed_on()
    {
        var wait = Statuses.Pending("idc-b: red\u001b[31m\nalert");

        await ShowAsync(ScaleInViews.For(_output, interactive: false, TimeProvider.System), wait, wait, wait);

        _output.ToString().Split("phase Pending").Length.ShouldBe(2);
        _output.ToString().ShouldContain("waits: idc-b: red [31m alert");
        _output.ToString().ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task A_hub_that_is_away_is_told_of_once()
    {
        var view = ScaleInViews.For(_output, interactive: false, TimeProvider.System);

        await view.RunAsync(() =>
        {
            view.Trouble("connection refused");
            view.Trouble("connection refused");
            return Task.CompletedTask;
        });

        _output.ToString().Split("trying on: connection refused").Length.ShouldBe(2);
    }

    private static Task ShowAsync(IScaleInView view, params ScaleInStatus[] statuses) => view.RunAsync(() =>
    {
        foreach (var status in statuses)
            view.Show(new ScaleIn { Metadata = new ObjectMeta { Name = "drop", Namespace = "shop" }, Spec = new ScaleInSpec { Pods = [.. status.Pods.Select(static pod => new PodSelection { Cluster = pod.Cluster, Name = pod.Name })] }, Status = status });
        return Task.CompletedTask;
    });

    private IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 160;
        console.Profile.Height = 60;
        return console;
    }
}
