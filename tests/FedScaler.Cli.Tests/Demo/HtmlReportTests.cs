using System.Text.RegularExpressions;
using System.Xml.Linq;
using FedScaler.Demo.Report;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Demo;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_page_is_well_formed_and_needs_no_network_and_no_script()
    {
        var page = HtmlReport.Render(SyntheticRun.Make());
        page.ShouldNotContain("<script");
        page.ShouldNotContain("http");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("@import");
        Body(page).Descendants("svg").Count().ShouldBe(4);
    }

    [Fact]
    public void Every_chart_says_what_it_shows_to_those_who_do_not_see_it()
    {
        foreach (var chart in Body(HtmlReport.Render(SyntheticRun.Make())).Descendants("svg"))
        {
            var ids = chart.Attribute("aria-labelledby")!.Value.Split(' ');
            chart.Elements().Where(element => element.Name == "title" || element.Name == "desc").Select(element => element.Attribute("id")!.Value).ShouldBe(ids);
        }
    }

    [Fact]
    public void A_long_run_is_drawn_with_few_points()
    {
        var page = HtmlReport.Render(SyntheticRun.Make(days: 14));
        foreach (var path in Body(page).Descendants("path").Select(path => path.Attribute("d")!.Value))
            Regex.Count(path, "[MLH]").ShouldBeLessThanOrEqualTo(1503);
    }

    [Fact]
    public void Moves_are_marked_and_the_silent_hour_is_shaded()
    {
        var page = Body(HtmlReport.Render(SyntheticRun.Make()));
        page.Descendants("rect").Count(rect => (string?)rect.Attribute("class") == "silent").ShouldBe(2);
        page.Descendants("path").Count(path => (string?)path.Attribute("class") == "move").ShouldBe(SyntheticRun.Make().Events.Count(happened => happened.Kind == DemoEventKind.Move));
    }

    [Fact]
    public void A_schedules_windows_are_shaded_in_every_chart_and_labelled_over_the_demand()
    {
        var page = Body(HtmlReport.Render(SyntheticRun.Make()));
        page.Descendants("rect").Count(rect => (string?)rect.Attribute("class") == "window").ShouldBe(2 * 4);
        page.Descendants("text").Count(text => text.Value == "peak/morning: at least 16").ShouldBe(2);
    }

    [Fact]
    public void Bands_too_narrow_for_their_labels_have_none()
    {
        var page = Body(HtmlReport.Render(SyntheticRun.Make(days: 14)));
        page.Descendants("rect").Count(rect => (string?)rect.Attribute("class") == "window").ShouldBe(14 * 4);
        page.Descendants("text").ShouldNotContain(text => text.Value.StartsWith("peak/morning", StringComparison.Ordinal));
    }

    [Fact]
    public void Words_from_clusters_are_only_words() => HtmlReport.Render(SyntheticRun.Make()).ShouldContain("&lt;room moved here: at its max&gt;");

    [Fact]
    public void A_run_without_a_breach_says_so_and_exits_0()
    {
        var record = SyntheticRun.Make();
        record.ExitCode.ShouldBe(0);
        HtmlReport.Render(record).ShouldContain("Every law was kept");
    }

    [Fact]
    public void A_breach_is_listed_and_the_run_exits_1()
    {
        var record = SyntheticRun.Make(violations: 3);
        record.ExitCode.ShouldBe(1);
        var page = HtmlReport.Render(record);
        page.ShouldContain("What went wrong");
        Regex.Count(page, "the maxima add up to 61 of 60").ShouldBe(3);
    }

    [Fact]
    public async Task It_is_written_where_it_was_asked_for()
    {
        var directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "report");
        var path = await HtmlReport.WriteAsync(SyntheticRun.Make(), directory, TestContext.Current.CancellationToken);
        File.ReadAllText(path).ShouldEndWith("</html>\n");
        Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);
    }

    [Fact]
    public void Downsampling_passes_over_no_long_level_stretch_however_busy_its_neighbourhood_is()
    {
        var busy = Enumerable.Range(0, 1000).Select(static i => ((double)i, (double)(i % 7)));
        var points = busy.Append((1000, 17)).Concat(busy.Select(static point => (point.Item1 + 1200, point.Item2 + 20))).ToList();

        Downsampling.Reduce(points, 300).ShouldContain((1000, 17));
    }

    [Fact]
    public void Downsampling_keeps_the_extremes_and_the_ends()
    {
        var points = Enumerable.Range(0, 40_000).Select(i => ((double)i, i == 12_345 ? 99d : i == 23_456 ? -99 : i % 7)).ToList();
        var reduced = Downsampling.Reduce(points, 1500);
        reduced.Count.ShouldBeLessThanOrEqualTo(1500);
        reduced.Select(point => point.X).ShouldBeInOrder();
        reduced.ShouldContain((12_345d, 99d));
        reduced.ShouldContain((23_456d, -99d));
        (reduced[0], reduced[^1]).ShouldBe((points[0], points[^1]));
    }

    private static XElement Body(string page)
    {
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)];
        return XElement.Parse(body);
    }
}
