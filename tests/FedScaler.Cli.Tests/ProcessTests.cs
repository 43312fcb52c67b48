using System.Text.RegularExpressions;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests;

/// <summary>What only a process of its own shows: signals, and a terminal around it.</summary>
public sealed partial class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task The_sandbox_ends_well_at_a_signal(string signal)
    {
        await using var shell = new Shell(_folder.Path);

        var said = await shell.RunAsync(
            $"""
            # Whoever started the tests in the background may have had SIGINT ignored.
            exec 3< <(exec env --default-signal={signal} fedscaler sandbox --dir {_folder.Path} --members 1)
            pid=$!
            read -r line <&3
            echo "$line"
            kill -{signal} $pid
            for look in $(seq 300); do kill -0 $pid 2> /dev/null || break; sleep 0.1; done
            kill -KILL $pid 2> /dev/null || true
            code=0
            wait $pid || code=$?
            echo "ended with $code"
            """,
            TestContext.Current.CancellationToken);

        said.ShouldContain("ready: hub and idc-a");
        said.ShouldContain("ended with 0");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("1", false)]
    public async Task On_a_terminal_NO_COLOR_alone_takes_the_colours_away(string? noColor, bool colours)
    {
        Assert.SkipWhen(Programs.Find("script") is null, "needs script(1) for a terminal");
        await using var shell = new Shell(_folder.Path);
        shell.Set("TERM", "xterm-256color");
        var variable = noColor is null ? "-u NO_COLOR" : $"NO_COLOR={noColor}";
        var (fedHpa, fleet) = (RepositoryFiles.PathOf("samples", "fedhpa-minimal.yaml"), RepositoryFiles.PathOf("samples", "plan", "fleet.yaml"));

        var shown = await shell.RunAsync(
            $"script -qec 'env {variable} fedscaler plan -f {fedHpa} --fleet {fleet}' /dev/null < /dev/null", TestContext.Current.CancellationToken);

        shown.ShouldContain("idc-a");
        SelectGraphicRendition().IsMatch(shown).ShouldBe(colours, shown);
    }

    /// <summary>Colours and weights. Other sequences are the terminal's own affair: .NET sends some before anything is written.</summary>
    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.None, 1000)]
    private static partial Regex SelectGraphicRendition();
}
