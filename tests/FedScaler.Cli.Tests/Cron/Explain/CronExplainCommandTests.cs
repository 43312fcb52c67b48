using System.Text.Json;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Cron.Explain;

public sealed class CronExplainCommandTests : IDisposable
{
    private const string Target = """
        apiVersion: fedscaler.io/v1alpha1
        kind: FedHPA
        metadata: {name: web, namespace: shop}
        spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 6, maxReplicas: 60}

        """;

    private const string Night = """
        apiVersion: fedscaler.io/v1alpha1
        kind: CronHPA
        metadata: {name: night, namespace: shop}
        spec:
          scaleTargetRef: {apiVersion: fedscaler.io/v1alpha1, kind: FedHPA, name: web}
          timeZone: America/New_York
          rules:
          - {name: batch, schedule: "30 2 * * *", end: "0 6 * * *", leadTime: 10m, minReplicas: 20}
          - {name: rush, schedule: "0 5 * * SUN", duration: 90m, minReplicas: 90, raiseMax: true}
          - {name: cap, schedule: "0 5 * * MON", duration: 90m, maxReplicas: 10}
          - {name: big, schedule: "0 5 * * TUE", duration: 90m, minReplicas: 70, timeZone: Europe/Berlin}
          exclude: ["2026-03-11/2026-03-12"]

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_week_over_a_clock_change_is_told_in_tables_notes_and_strips()
    {
        var run = await CommandLine.RunAsync("cron", "explain", "-f", _folder.Write("night.yaml", $"{Target}---\n{Night}"), "--from", "2026-03-07T12:00:00Z", "--count", "13");

        run.ExitCode.ShouldBe(0, run.Error);
        Lines(run.Output).ShouldBe(Lines("""
            FedHPA shop/web: 6 to 60 replicas of its own; CronHPA night
            At 2026-03-07T12:00:00Z: 6 to 60, no rule in force

            LOCAL                 UTC                RULE         EDGE   THEN      ZONE              NOTE
            Sun 2026-03-08 01:50  2026-03-08 06:50Z  night/batch  Start  20 to 60  America/New_York  1 2
            Sun 2026-03-08 05:00  2026-03-08 09:00Z  night/rush   Start  90 to 90  America/New_York  3
            Sun 2026-03-08 06:00  2026-03-08 10:00Z  night/batch  End    90 to 90  America/New_York
            Sun 2026-03-08 06:30  2026-03-08 10:30Z  night/rush   End    6 to 60   America/New_York
            Mon 2026-03-09 02:20  2026-03-09 06:20Z  night/batch  Start  20 to 60  America/New_York  4
            Mon 2026-03-09 05:00  2026-03-09 09:00Z  night/cap    Start  20 to 20  America/New_York  3 5
            Mon 2026-03-09 06:00  2026-03-09 10:00Z  night/batch  End    6 to 10   America/New_York
            Mon 2026-03-09 06:30  2026-03-09 10:30Z  night/cap    End    6 to 60   America/New_York
            Tue 2026-03-10 05:00  2026-03-10 04:00Z  night/big    Start  60 to 60  Europe/Berlin     6
            Tue 2026-03-10 06:30  2026-03-10 05:30Z  night/big    End    6 to 60   Europe/Berlin
            Tue 2026-03-10 02:20  2026-03-10 06:20Z  night/batch  Start  20 to 60  America/New_York  4
            Tue 2026-03-10 06:00  2026-03-10 10:00Z  night/batch  End    6 to 60   America/New_York
            Fri 2026-03-13 02:20  2026-03-13 06:20Z  night/batch  Start  20 to 60  America/New_York  4

              1  10m ahead of 03:00
              2  02:30 does not exist on 2026-03-08 in America/New_York (the clocks go from 02:00 to 03:00): 03:00 instead
              3  overlaps night/batch
              4  10m ahead of 02:30
              5  the floor of 20 (night/batch) wins over the ceiling of 10 (night/cap)
              6  night/big asks for at least 70, which is above the maximum; it gets 60 (raiseMax would raise the maximum)

            Half hours in America/New_York
                            00    03    06    09    12    15    18    21
            2026-03-07 Sat  ....aaaaaaaa....................................
            2026-03-08 Sun  ...a--aaaabbc...................................  the clocks go from 02:00 to 03:00
            2026-03-09 Mon  ....aaaaaadde...................................
            2026-03-10 Tue  fff.aaaaaaaa....................................
            2026-03-11 Wed  ................................................  excluded: night/batch at 02:30
            2026-03-12 Thu  ................................................  excluded: night/batch at 02:30
            2026-03-13 Fri  ....aaaaaaaa....................................
                           . 6 to 60
                           a 20 to 60: night/batch
                           b 90 to 90: night/batch, night/rush
                           c 90 to 90: night/rush
                           d 20 to 20: night/batch, night/cap
                           e 6 to 10: night/cap
                           f 60 to 60: night/big
            """));
        run.Output.ShouldAllBe(static letter => letter < 128 && letter != '\u001b');
    }

    [Fact]
    public async Task A_time_that_comes_twice_starts_at_the_first_and_ends_at_the_last()
    {
        var twice = Night.Replace("30 2 * * *", "15 1 * * *", StringComparison.Ordinal).Replace("0 6 * * *", "45 1 * * *", StringComparison.Ordinal);

        var target = await JsonAsync($"{Target}---\n{twice}", "2026-11-01T00:00:00Z", 2);

        var transitions = target.GetProperty("transitions").EnumerateArray().ToList();
        transitions.Select(one => one.GetProperty("time").GetString()).ShouldBe(["2026-11-01T05:05:00Z", "2026-11-01T06:45:00Z"]);
        transitions.Select(one => one.GetProperty("localTime").GetString()).ShouldBe(["2026-11-01T01:05:00-04:00", "2026-11-01T01:45:00-05:00"]);
        Notes(transitions[0]).ShouldContain("01:15 comes twice on 2026-11-01 in America/New_York (the clocks go from 02:00 to 01:00): the first counts");
        Notes(transitions[1]).ShouldBe(["01:45 comes twice on 2026-11-01 in America/New_York (the clocks go from 02:00 to 01:00): the last counts"]);
        target.GetProperty("days")[1].GetProperty("remarks")[0].GetString().ShouldBe("the clocks go from 02:00 to 01:00");
    }

    [Fact]
    public async Task A_step_over_a_repeated_hour_fires_twice_and_a_change_of_standard_time_is_a_gap_too()
    {
        var twice = Night.Replace("30 2 * * *", "15 * * * *", StringComparison.Ordinal).Replace("0 6 * * *", "45 * * * *", StringComparison.Ordinal);
        var hours = await JsonAsync($"{Target}---\n{twice}", "2026-11-01T05:00:00Z", 3);
        Notes(hours.GetProperty("transitions")[2]).ShouldContain("01:15 comes twice on 2026-11-01 in America/New_York (the clocks go from 02:00 to 01:00): both count");

        // Samoa went over to the other side of the date line, without daylight saving.
        var samoa = await JsonAsync($"{Target}---\n{Night.Replace("America/New_York", "Pacific/Apia", StringComparison.Ordinal)}", "2011-12-30T06:00:00Z", 1);
        Notes(samoa.GetProperty("transitions")[0]).ShouldContain(
            "02:30 does not exist on 2011-12-30 in Pacific/Apia (the clocks go from 2011-12-30 00:00 to 2011-12-31 00:00): 00:00 on 2011-12-31 instead");
        samoa.GetProperty("days")[0].GetProperty("remarks")[0].GetString().ShouldBe("the clocks go from 2011-12-30 00:00 to 2011-12-31 00:00");
    }

    [Fact]
    public async Task Far_transitions_are_told_and_those_at_the_calendars_end_are_not()
    {
        var leap = Night[..Night.IndexOf("  - {name: rush", StringComparison.Ordinal)].Replace("30 2 * * *", "30 2 29 2 *", StringComparison.Ordinal);
        (await JsonAsync($"{Target}---\n{leap}", "2026-03-01T00:00:00Z", 12)).GetProperty("transitions")[11].GetProperty("time").GetString().ShouldBe("2048-02-29T11:00:00Z");

        var last = Night.Replace("2026-03-11/2026-03-12", "2026-01-01/9999-12-30", StringComparison.Ordinal);
        (await JsonAsync($"{Target}---\n{last}", "2026-03-07T12:00:00Z", 5)).GetProperty("transitions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_may_not_be_meant_is_told()
    {
        var either = Night.Replace("30 2 * * *", "30 2 1 * MON", StringComparison.Ordinal);

        var run = await CommandLine.RunAsync($"{Target}---\n{either}", ["cron", "explain", "-f", "-", "--from", "2026-03-07"]);

        run.Output.ReplaceLineEndings(" ").ShouldContain(
            "CronHPA night: spec.rules[0].schedule: day of month '1' and weekday 'MON' are both set: it fires on days that match either, as in Kubernetes");
    }

    [Fact]
    public async Task Json_says_what_holds_then_and_what_is_excluded()
    {
        var target = await JsonAsync($"{Target}---\n{Night}", "2026-03-11T00:00:00Z", 1);

        target.GetProperty("target").GetString().ShouldBe("FedHPA shop/web");
        target.GetProperty("base").GetRawText().ShouldBe("""{"minReplicas":6,"maxReplicas":60}""");
        target.GetProperty("transitions")[0].GetProperty("then").GetRawText().ShouldBe("""{"minReplicas":20,"maxReplicas":60}""");
        target.GetProperty("excluded").EnumerateArray().Select(one => one.GetProperty("localTime").GetString())
            .ShouldBe(["2026-03-11T02:30:00-04:00", "2026-03-12T02:30:00-04:00"]);
        target.GetProperty("excluded")[0].GetProperty("by").GetString().ShouldBe("2026-03-11/2026-03-12");
        target.GetProperty("days").EnumerateArray().ShouldAllBe(day => day.GetProperty("strip").GetString()!.Length == 48);
    }

    [Fact]
    public async Task Two_CronHPAs_of_one_target_are_told_together()
    {
        var other = Night.Replace("name: night", "name: other", StringComparison.Ordinal).Replace("minReplicas: 20", "minReplicas: 30", StringComparison.Ordinal);

        var target = await JsonAsync($"{Night}---\n{other}---\n{Target}", "2026-03-07T12:00:00Z", 2);

        target.GetProperty("schedules").EnumerateArray().Select(one => one.GetString()).ShouldBe(["night", "other"]);
        target.GetProperty("transitions").EnumerateArray().Select(one => one.GetProperty("then").GetProperty("minReplicas").GetInt32()).ShouldBe([30, 30]);
    }

    [Fact]
    public async Task Without_its_FedHPA_a_rule_is_told_for_itself()
    {
        var target = await JsonAsync(Night, "2026-03-07T12:00:00Z", 1);

        target.TryGetProperty("base", out _).ShouldBeFalse();
        target.GetProperty("transitions")[0].GetProperty("then").GetRawText().ShouldBe("""{"minReplicas":20}""");
        target.GetProperty("remarks")[0].GetString()!.ShouldContain("FedHPA shop/web is not in what was read");
    }

    [Fact]
    public async Task Standard_input_and_several_files_are_read_as_one()
    {
        var run = await CommandLine.RunAsync(Night, ["cron", "explain", "-f", "-", "-f", _folder.Write("web.yaml", Target), "--from", "2026-03-07"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("FedHPA shop/web: 6 to 60 replicas of its own");
    }

    [Fact]
    public async Task The_samples_are_explained_counts_and_all()
    {
        var run = await CommandLine.RunAsync(
            "cron", "explain", "-f", RepositoryFiles.PathOf("samples", "cronhpa.yaml"), "-f", RepositoryFiles.PathOf("samples", "fedhpa-minimal.yaml"),
            "-f", RepositoryFiles.PathOf("samples", "replicabinding.yaml"), "--from", "2026-09-28");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("40 to 60: peak/morning");
        run.Output.ShouldContain("excluded: peak/morning at 08:30");
        run.Output.ShouldContain("ReplicaBinding shop/batch-deployment: 20 replicas of its own; CronHPA batch-nights");
        run.Output.ShouldContain("50 by batch-nights/evening since 2026-09-27T22:00:00Z");
    }

    [Fact]
    public async Task What_does_not_act_is_told()
    {
        var suspended = Night.Replace("timeZone: America", "suspend: true\n  timeZone: America", StringComparison.Ordinal);

        var run = await CommandLine.RunAsync(suspended, ["cron", "explain", "-f", "-", "--from", "2026-03-07"]);

        run.Output.ShouldContain("Nothing starts or ends after that.");
        run.Output.ShouldContain("CronHPA night: spec.suspend is true: none of its rules acts");
    }

    [Theory]
    [InlineData("30 2 * * *", "30 2 31 2 *", "spec.rules[0].schedule")]
    [InlineData("0 6 * * *", "30 2 * * *", "spec.rules[0].end")]
    [InlineData("America/New_York", "America/NewYork", "spec.timeZone")]
    [InlineData("leadTime: 10m", "leadTime: 10", "spec.rules[0].leadTime")]
    [InlineData("leadTime: 10m", "leedTime: 10m", "spec.rules[0].leedTime")]
    [InlineData("name: rush", "name: batch", "spec.rules[1]")]
    [InlineData("kind: CronHPA", "kind: CronHpa", "kind")]
    [InlineData("name: night,", "", "metadata.name")]
    public async Task What_admission_refuses_is_refused_by_file_document_and_field(string from, string to, string field)
    {
        var file = _folder.Write("bad.yaml", $"{Target}---\n{Night.Replace(from, to, StringComparison.Ordinal)}");

        var run = await CommandLine.RunAsync("cron", "explain", "-f", file, "-o", "json");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith($"{file}: document 2 (");
        run.Error.ShouldContain($": {field}: ");
        using var refusal = JsonDocument.Parse(run.Output);
        refusal.RootElement.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
        refusal.RootElement.GetProperty("errors")[0].GetProperty("document").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("", "there is no CronHPA in it")]
    [InlineData("a: [", "")]
    [InlineData("- 1", "document 1 (no object)")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}", "there is no CronHPA in it")]
    public async Task A_file_without_a_CronHPA_is_refused(string text, string message)
    {
        var run = await CommandLine.RunAsync(text, ["cron", "explain", "-f", "-"]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("standard input");
        run.Error.ShouldContain(message);
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nowhere.yaml", "-f", "nowhere.yaml")]
    [InlineData("--from", "-f", "-", "--from", "soon")]
    [InlineData("--count", "-f", "-", "--count", "0")]
    [InlineData("--file")]
    public async Task What_cannot_be_read_is_named(string named, params string[] options)
    {
        var run = await CommandLine.RunAsync(["cron", "explain", .. options]);

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain(named);
    }

    [Fact]
    public async Task A_list_as_kubectl_prints_it_is_read_item_by_item()
    {
        var list = $"apiVersion: v1\nkind: List\nitems:\n- {Target.TrimEnd().ReplaceLineEndings("\n  ")}\n- {Night.TrimEnd().ReplaceLineEndings("\n  ")}\n";

        var target = await JsonAsync(list, "2026-03-07T12:00:00Z", 1);

        target.GetProperty("base").GetProperty("maxReplicas").GetInt32().ShouldBe(60);
    }

    private static async Task<JsonElement> JsonAsync(string input, string from, int count)
    {
        var run = await CommandLine.RunAsync(input, ["cron", "explain", "-f", "-", "--from", from, "--count", $"{count}", "-o", "json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return JsonSerializer.Deserialize<JsonElement>(run.Output).GetProperty("targets").EnumerateArray().ShouldHaveSingleItem();
    }

    private static IEnumerable<string?> Notes(JsonElement transition) => transition.GetProperty("notes").EnumerateArray().Select(note => note.GetString());

    private static IEnumerable<string> Lines(string text) => text.TrimEnd().Split('\n').Select(static line => line.TrimEnd());
}
