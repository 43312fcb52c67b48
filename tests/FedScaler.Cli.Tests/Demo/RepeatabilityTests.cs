using System.Text.RegularExpressions;
using FedScaler.Cli.Tests.Support;
using FedScaler.Demo;
using FedScaler.Demo.View;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Demo;

public sealed partial class RepeatabilityTests
{
    /// <summary>Long enough for a member's hour of silence, which begins in the middle, and its return.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(150);

    [Fact]
    public async Task The_same_seed_gives_the_same_lines_and_the_same_report_but_for_ports()
    {
        var (lines, report) = await PlayAsync();
        var (linesAgain, reportAgain) = await PlayAsync();

        lines.ShouldContain("Silent → Lent");
        lines.ShouldContain("Lent → Active");
        linesAgain.ShouldBe(lines);
        reportAgain.ShouldBe(report);
    }

    private static async Task<(string Lines, string Report)> PlayAsync()
    {
        using var folder = new TemporaryFolder();
        var (lines, error) = (new StringWriter(), new StringWriter());
        var options = new DemoOptions(Trace: null, Length, folder.Path, Seed: 7);

        (await DemoRun.RunAsync(options, new PlainDemoView(lines), error, TestContext.Current.CancellationToken)).ShouldBe(0, $"{lines}{error}");

        var report = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        return (WithoutPorts(lines.ToString().Replace(folder.Path, "", StringComparison.Ordinal)), WithoutPorts(report));
    }

    private static string WithoutPorts(string text) => Port().Replace(text, "127.0.0.1");

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Port();
}
