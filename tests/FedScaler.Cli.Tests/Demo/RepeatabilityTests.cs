using System.Text.RegularExpressions;
using FedScaler.Cli.Tests.Support;
using FedScaler.Demo;
using FedScaler.Demo.View;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Demo;

public sealed partial class RepeatabilityTests
{
    /// <summary>Long enough for a member's hour of silence, which begins in the middle, its return, and two pods taken out by name after it.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(180);

    [Fact]
    public async Task The_same_seed_gives_the_same_lines_and_the_same_report_but_for_ports_and_counts_of_checks()
    {
        var (lines, report) = await PlayAsync();
        var (linesAgain, reportAgain) = await PlayAsync();

        lines.ShouldContain("Silent → Lent");
        lines.ShouldContain("Lent → Active");
        lines.ShouldContain("are gone, and no other; replicas: idc-a ");
        lines.ShouldContain("ScaleIn drop-bad-pods: Completed");
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
        return (Comparable(lines.ToString().Replace(folder.Path, "", StringComparison.Ordinal)), Comparable(report));
    }

    /// <summary>In which order two clusters store what they store at one instant is theirs, and so how many revisions it makes and how often a law is looked at then.</summary>
    private static string Comparable(string text) => Checks().Replace(Port().Replace(text, "127.0.0.1"), "");

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Port();

    [GeneratedRegex("""Law checks\D*[\d,]+|Revisions read\D*[\d,]+|each of [\d,]+ revisions|kept in [\d,]+|(?<=<td class="number">)[\d,]+(?=</td><td class="number">)""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Checks();
}
