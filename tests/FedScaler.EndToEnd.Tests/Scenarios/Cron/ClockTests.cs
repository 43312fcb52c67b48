namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>Clocks that are wrong, or are set.</summary>
public class ClockTests : FleetTest
{
    [Fact]
    public async Task A_clock_that_jumps_on_and_back_does_nothing_twice()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: ten, schedule: \"10 8 * * *\", duration: 4m, minReplicas: 30}");
        await fleet.StepToAsync("8:02:00");

        fleet.Sandbox.SetClock(TimeSpan.FromMinutes(10));
        await fleet.UntilAsync("the window is open by its own clock", async () => await fleet.SumAsync() == new Share(30, 60), TimeSpan.FromSeconds(45));
        fleet.Sandbox.SetClock(TimeSpan.Zero);
        await fleet.UntilAsync("it is shut again", async () => await fleet.SumAsync() == new Share(6, 60), TimeSpan.FromSeconds(45));

        await fleet.StepToAsync("8:10:03");
        await fleet.ShouldHoldAsync(30, 60, "peak/ten");
        await fleet.StepToAsync("8:14:03");
        await fleet.ShouldHoldAsync(6, 60, "");
        (await fleet.HistoryAsync()).ShouldBe(["Start ten 08:10 Applied", "End ten 08:14 Applied"]);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_in_a_window_opens_it_again_at_its_time()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: early, schedule: \"3 8 * * *\", duration: 10m, minReplicas: 30}");
        await fleet.StepToAsync("8:04:00");
        await fleet.ShouldHoldAsync(30, 60, "peak/early");

        fleet.Sandbox.SetClock(TimeSpan.FromMinutes(-5));
        await fleet.UntilAsync("it is shut by its own clock", async () => await fleet.SumAsync() == new Share(6, 60), TimeSpan.FromSeconds(45));
        await fleet.StepToAsync("8:08:03");
        await fleet.ShouldHoldAsync(30, 60, "peak/early");
        (await fleet.HistoryAsync()).Count(static entry => entry.StartsWith("Start early 08:03", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(-20, false)]
    [InlineData(50, true)]
    [InlineData(-50, true)]
    public async Task A_hub_whose_clock_differs_by_more_than_half_a_minute_is_told_of(int seconds, bool told)
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: nine, schedule: \"0 9 * * *\", duration: 20m, minReplicas: 30}");
        fleet.Sandbox.Faults("hub").ClockSkew = TimeSpan.FromSeconds(seconds);

        await fleet.StepAsync(120);
        (await fleet.ScheduleConditionAsync("ClockSkew")).IsTrue.ShouldBe(told);
        fleet.Sandbox.Faults("hub").ClockSkew = TimeSpan.Zero;
        await fleet.UntilAsync("the clocks agree", async () => await fleet.ScheduleConditionAsync("ClockSkew") is { Present: true, IsTrue: false });
    }
}
