using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Cron.Next;

public sealed class CronNextBatchTests
{
    private const string Good = """{"schedule": "0 9 * * MON-FRI", "timeZone": "Asia/Tokyo", "after": "2026-03-01T00:00:00Z", "count": 2}""";
    private static readonly JsonNode Vectors = JsonNode.Parse(typeof(CronNextBatchTests).Assembly.GetManifestResourceStream("cron-vectors.json")!)!;

    [Fact]
    public async Task Each_line_is_answered_by_one_line()
    {
        var answer = (await AnswerAsync(Good)).ShouldHaveSingleItem();

        answer.GetRawText().ShouldBe("""{"next":["2026-03-02T00:00:00Z","2026-03-03T00:00:00Z"]}""");
    }

    [Fact]
    public async Task Zones_without_daylight_saving_fire_as_Kubernetes_has_it()
    {
        var vectors = Vectors["plain"]!.AsArray();
        vectors.Count.ShouldBeGreaterThan(250);

        var answers = await AnswerAsync(string.Join('\n', vectors.Select(Line)));

        answers.Count.ShouldBe(vectors.Count);
        for (var i = 0; i < answers.Count; i++)
            answers[i].GetProperty("next").EnumerateArray().Select(time => time.GetString()).ShouldBe(vectors[i]!["next"]!.AsArray().Select(time => (string?)time), Line(vectors[i]));
    }

    [Fact]
    public async Task What_Kubernetes_refuses_is_refused_with_the_field_but_for_ranges_that_wrap()
    {
        var vectors = Vectors["refused"]!.AsArray();

        var answers = await AnswerAsync(string.Join('\n', vectors.Select(Line)));

        answers.Count.ShouldBe(vectors.Count);
        for (var i = 0; i < answers.Count; i++)
        {
            if ((string?)vectors[i]!["schedule"] == "5-1 * * * *") continue;
            answers[i].GetProperty("field").GetString().ShouldBe("schedule", Line(vectors[i]));
            answers[i].GetProperty("error").GetString().ShouldStartWith("schedule: ");
        }
    }

    // The table of the design: a gap fires where it ends, a repeated time fires once, intervals fire in both.
    [Theory]
    [InlineData("30 2 * * *", "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z 2026-03-09T06:30:00Z")]
    [InlineData("30 1 * * *", "2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z 2026-11-02T06:30:00Z")]
    [InlineData("0 * * * *", "2026-11-01T04:30:00Z", "2026-11-01T05:00:00Z 2026-11-01T06:00:00Z 2026-11-01T07:00:00Z")]
    [InlineData("*/30 1-2 * * *", "2026-03-08T05:30:00Z", "2026-03-08T06:00:00Z 2026-03-08T06:30:00Z 2026-03-08T07:00:00Z 2026-03-09T05:00:00Z")]
    public async Task Clock_changes_are_met_as_designed(string schedule, string after, string next)
    {
        var expected = next.Split(' ');

        var answer = (await AnswerAsync($$"""{"schedule": "{{schedule}}", "timeZone": "America/New_York", "after": "{{after}}", "count": {{expected.Length}}}""")).ShouldHaveSingleItem();

        answer.GetProperty("next").EnumerateArray().Select(time => time.GetString()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("\"0 9 * * *\"", "")]
    [InlineData("{}", "schedule")]
    [InlineData("""{"schedule": null}""", "schedule")]
    [InlineData("""{"schedule": 5}""", "schedule")]
    [InlineData("""{"schedule": "0 9 * *"}""", "schedule")]
    [InlineData("""{"schedule": "@every 5m"}""", "schedule")]
    [InlineData("""{"schedule": "0 0 30 2 *"}""", "schedule")]
    [InlineData("""{"schedule": "@daily", "schedule": "@hourly"}""", "schedule")]
    [InlineData("""{"schedule": "@daily", "timezone": "UTC"}""", "timezone")]
    [InlineData("""{"schedule": "@daily", "timeZone": "Local"}""", "timeZone")]
    [InlineData("""{"schedule": "@daily", "timeZone": "Asia/Shangai"}""", "timeZone")]
    [InlineData("""{"schedule": "@daily", "timeZone": ""}""", "timeZone")]
    [InlineData("""{"schedule": "@daily", "after": "tomorrow"}""", "after")]
    [InlineData("""{"schedule": "@daily", "after": "2026-02-30T00:00:00Z"}""", "after")]
    [InlineData("""{"schedule": "@daily", "count": 0}""", "count")]
    [InlineData("""{"schedule": "@daily", "count": -1}""", "count")]
    [InlineData("""{"schedule": "@daily", "count": 1.5}""", "count")]
    [InlineData("""{"schedule": "@daily", "count": "5"}""", "count")]
    [InlineData("""{"schedule": "@daily", "count": 99999999999999999999}""", "count")]
    [InlineData("""{"schedule": "\ud800"}""", "")]
    public async Task A_bad_line_is_answered_by_the_field_and_the_next_line_by_its_times(string line, string field)
    {
        var answers = await AnswerAsync($"{line}\n{Good}");

        answers.Count.ShouldBe(2);
        answers[0].GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        answers[0].GetProperty("field").GetString().ShouldBe(field);
        answers[1].GetProperty("next").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T12:00:00-10:00")]
    public async Task The_ends_of_the_calendar_are_survived(string after)
    {
        var answers = await AnswerAsync($$"""{"schedule": "@hourly", "timeZone": "Pacific/Auckland", "after": "{{after}}"}""" + $"\n{Good}");

        answers.Count.ShouldBe(2);
        answers[1].GetProperty("next").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task What_is_absent_is_five_times_from_now_in_UTC()
    {
        var answer = (await AnswerAsync("""{"schedule": "@hourly", "timeZone": null, "after": null, "count": null}""")).ShouldHaveSingleItem();

        answer.GetProperty("next").EnumerateArray().Select(time => time.GetDateTimeOffset()).ShouldAllBe(time => time > DateTimeOffset.UnixEpoch.AddYears(50) && time.Minute == 0);
        answer.GetProperty("next").GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task A_thousand_lines_are_answered_in_their_order()
    {
        var lines = Enumerable.Range(1, 1_000).Select(count => $$"""{"schedule": "* * * * *", "count": {{count % 50 + 1}}}""");

        var answers = await AnswerAsync(string.Join('\n', lines));

        answers.Select(answer => answer.GetProperty("next").GetArrayLength()).ShouldBe(Enumerable.Range(1, 1_000).Select(count => count % 50 + 1));
    }

    private static string Line(JsonNode? vector) => new JsonObject
    {
        ["schedule"] = (string)vector!["schedule"]!,
        ["timeZone"] = (string)vector["timeZone"]!,
        ["after"] = (string)vector["after"]!,
        ["count"] = (vector["next"] as JsonArray)?.Count ?? 3,
    }.ToJsonString();

    private static async Task<List<JsonElement>> AnswerAsync(string input)
    {
        var run = await CommandLine.RunAsync(input, ["cron", "next", "--batch"]);
        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }
}
