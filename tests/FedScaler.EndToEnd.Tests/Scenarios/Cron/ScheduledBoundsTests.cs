namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>Floors and ceilings against the FedHPA's own bounds, and against each other.</summary>
public class ScheduledBoundsTests : FleetTest
{
    [Fact]
    public async Task A_floor_above_the_max_is_clamped_to_it_and_says_so()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync(max: 24);
        await fleet.ScheduleAsync("{name: sale, schedule: \"2 8 * * *\", duration: 2m, minReplicas: 40}");

        await fleet.StepToAsync("8:02:03");
        await fleet.ShouldHoldAsync(24, 24, "peak/sale");
        var overridden = await fleet.ScheduleConditionAsync("Overridden");
        overridden.IsTrue.ShouldBeTrue();
        overridden.Message.ShouldContain("40");
        overridden.Message.ShouldContain("24");
        overridden.Message.ShouldContain("raiseMax");
        (await fleet.HistoryAsync()).ShouldBe(["Start sale 08:02 Clamped"]);

        await fleet.StepToAsync("8:04:03");
        await fleet.ShouldHoldAsync(6, 24, "");
        (await fleet.ScheduleConditionAsync("Overridden")).IsTrue.ShouldBeFalse();
    }

    [Theory]
    [InlineData("minReplicas: 40, raiseMax: true", 40, 40)]
    [InlineData("minReplicas: 40, maxReplicas: 80, raiseMax: true", 40, 80)]
    [InlineData("maxReplicas: 80, raiseMax: true", 6, 80)]
    [InlineData("maxReplicas: 80", 6, 24)]
    [InlineData("minReplicas: 10, raiseMax: true", 10, 24)]
    public async Task RaiseMax_raises_the_max_for_the_window_alone(string bounds, int min, int max)
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync(max: 24);
        await fleet.ScheduleAsync($"{{name: sale, schedule: \"2 8 * * *\", duration: 2m, {bounds}}}");

        await fleet.StepToAsync("8:02:03");
        await fleet.ShouldHoldAsync(min, max, "peak/sale");
        await fleet.StepToAsync("8:04:03");
        await fleet.ShouldHoldAsync(6, 24, "");
    }

    [Fact]
    public async Task A_ceiling_below_what_runs_is_obeyed_for_its_window()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        foreach (var member in fleet.Members) fleet.Sandbox.SetLoad(member.Name, 6);
        await fleet.ScheduleAsync("{name: quiet, schedule: \"4 8 * * *\", duration: 3m, maxReplicas: 15}");
        await fleet.StepToAsync("8:03:59");
        (await RunningAsync(fleet)).ShouldBe(30);

        await fleet.StepToAsync("8:04:03");
        await fleet.ShouldHoldAsync(6, 15, "peak/quiet");
        await fleet.UntilAsync("15 pods run", async () => await RunningAsync(fleet) == 15);
        await fleet.UntilAsync("all of them run again after it", async () => await RunningAsync(fleet) == 30, TimeSpan.FromMinutes(20));
        await fleet.ShouldHoldAsync(6, 60, "");
    }

    [Fact]
    public async Task Of_several_CronHPAs_on_one_target_the_highest_floor_and_the_lowest_ceiling_hold()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: a, schedule: \"1 8 * * *\", duration: 4m, minReplicas: 20}\n{name: b, schedule: \"2 8 * * *\", duration: 2m, minReplicas: 12, maxReplicas: 50}", name: "one");
        await fleet.ScheduleAsync("{name: c, schedule: \"2 8 * * *\", duration: 1m, minReplicas: 30, maxReplicas: 45}", name: "two");

        await fleet.StepToAsync("8:01:03");
        await fleet.ShouldHoldAsync(20, 60, "one/a");
        await fleet.StepToAsync("8:02:03");
        await fleet.ShouldHoldAsync(30, 45, "one/a one/b two/c");
        await fleet.StepToAsync("8:03:03");
        await fleet.ShouldHoldAsync(20, 50, "one/a one/b");
        await fleet.StepToAsync("8:04:03");
        await fleet.ShouldHoldAsync(20, 60, "one/a");
        await fleet.StepToAsync("8:05:03");
        await fleet.ShouldHoldAsync(6, 60, "");
    }

    [Fact]
    public async Task A_floor_wins_over_a_ceiling_and_says_so()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: high, schedule: \"2 8 * * *\", duration: 2m, minReplicas: 40}", name: "one");
        await fleet.ScheduleAsync("{name: low, schedule: \"2 8 * * *\", duration: 2m, maxReplicas: 20}", name: "two");

        await fleet.StepToAsync("8:02:03");
        await fleet.ShouldHoldAsync(40, 40, "one/high two/low");
        var overridden = await fleet.ScheduleConditionAsync("Overridden", "two");
        overridden.IsTrue.ShouldBeTrue();
        overridden.Message.ShouldContain("one/high");
        (await fleet.ScheduleConditionAsync("Overridden", "one")).IsTrue.ShouldBeFalse();
    }

    [Fact]
    public async Task The_end_of_one_window_is_the_start_of_the_next_without_a_step_between()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: a, schedule: \"1 8 * * *\", end: \"3 8 * * *\", minReplicas: 30}\n{name: b, schedule: \"3 8 * * *\", end: \"5 8 * * *\", minReplicas: 30}");
        await fleet.StepToAsync("8:02:30");
        var writes = await fleet.Sandbox.CountWritesAsync(() => fleet.StepToAsync("8:03:30"));

        writes.ShouldNotContain(static write => write.Contains("horizontalpodautoscalers", StringComparison.Ordinal));
        await fleet.ShouldHoldAsync(30, 60, "peak/b");
    }

    private static async Task<int> RunningAsync(Scenario fleet)
    {
        var sum = 0;
        foreach (var member in fleet.Members) sum += await fleet.RunsAsync(member.Name);
        return sum;
    }
}
