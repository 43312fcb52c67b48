using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Cron.Next;

public sealed class CronNextCommandTests
{
    private static readonly string[] NewYork = ["cron", "next", "--schedule", "30 2 * * *", "--time-zone", "America/New_York", "--after", "2026-03-07T17:00:00Z", "--count", "2"];

    [Fact]
    public async Task Json_holds_the_times_in_UTC()
    {
        var run = await CommandLine.RunAsync([.. NewYork, "-o", "json"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.Trim().ShouldBe("""{"next":["2026-03-08T07:00:00Z","2026-03-09T06:30:00Z"]}""");
    }

    [Fact]
    public async Task Without_json_each_time_is_a_line()
    {
        var run = await CommandLine.RunAsync(NewYork);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ShouldBe(["2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"]);
    }

    [Theory]
    [InlineData("2026-03-07T17:00:00+08:00", "2026-03-07T10:00:00Z")]
    [InlineData("2026-03-07T17:00:00.5Z", "2026-03-07T18:00:00Z")]
    [InlineData("2026-03-07T17:30Z", "2026-03-07T18:00:00Z")]
    [InlineData("2026-03-07T17:30:00", "2026-03-07T18:00:00Z")]
    [InlineData("2026-03-07", "2026-03-07T01:00:00Z")]
    public async Task A_time_may_have_an_offset_and_is_UTC_without(string after, string next)
    {
        var run = await CommandLine.RunAsync("cron", "next", "--schedule", "@hourly", "--after", after, "--count", "1");

        run.Output.Trim().ShouldBe(next);
    }

    [Theory]
    [InlineData("schedule", "--schedule", "61 * * * *")]
    [InlineData("timeZone", "--schedule", "@daily", "--time-zone", "Tokyo Standard Time")]
    [InlineData("after", "--schedule", "@daily", "--after", "noon")]
    [InlineData("count", "--schedule", "@daily", "--count", "0")]
    public async Task What_is_refused_names_its_field_and_exits_2(string field, params string[] options)
    {
        var run = await CommandLine.RunAsync(["cron", "next", .. options, "-o", "json"]);

        run.ExitCode.ShouldBe(2);
        run.Output.ShouldStartWith("{\"error\":");
        run.Output.ShouldContain($"\"field\":\"{field}\"");
        run.Error.ShouldStartWith($"{field}: ");
    }

    [Fact]
    public async Task What_may_not_be_meant_is_a_note_beside_the_times()
    {
        var plain = await CommandLine.RunAsync("cron", "next", "--schedule", "0 9 1 * MON", "--after", "2026-03-07");
        var json = await CommandLine.RunAsync("cron", "next", "--schedule", "0 9 1 * MON", "--after", "2026-03-07", "-o", "json");

        plain.ExitCode.ShouldBe(0);
        plain.Error.ShouldStartWith("note: schedule: ");
        json.Output.ShouldContain("\"warnings\":[");
        json.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData]
    [InlineData("--batch", "--schedule", "@daily")]
    public async Task Without_a_schedule_it_says_what_it_needs(params string[] options)
    {
        var run = await CommandLine.RunAsync(["cron", "next", .. options]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--schedule");
    }
}
