namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>The service is down when something is due: it makes up for it as soon as it is back, and does nothing twice.</summary>
public class AbsenceTests : FleetTest
{
    private const string Morning = "{name: morning, schedule: \"3 8 * * *\", end: \"8 8 * * *\", minReplicas: 30}";

    [Fact]
    public async Task Down_across_the_start_it_opens_the_window_on_its_return()
    {
        var fleet = await ScheduledAsync();
        await fleet.StepToAsync("8:02:00");
        await fleet.StopServiceAsync();
        await fleet.StepToAsync("8:03:30");
        (await fleet.SumAsync()).ShouldBe(new Share(6, 60));

        await fleet.StartServiceAsync();
        await fleet.UntilAsync("it holds", async () => await fleet.SumAsync() == new Share(30, 60), TimeSpan.FromSeconds(15));
        await fleet.StepToAsync("8:08:03");
        await fleet.ShouldHoldAsync(6, 60, "");
        (await fleet.HistoryAsync()).ShouldBe(["Start morning 08:03 Applied", "End morning 08:08 Applied"]);
    }

    [Fact]
    public async Task Down_across_the_end_it_closes_the_window_on_its_return()
    {
        var fleet = await ScheduledAsync();
        await fleet.StepToAsync("8:04:30");
        await fleet.ShouldHoldAsync(30, 60, "peak/morning");
        await fleet.StopServiceAsync();
        await fleet.StepToAsync("8:10:00");
        (await fleet.SumAsync()).ShouldBe(new Share(30, 60));

        await fleet.StartServiceAsync();
        await fleet.UntilAsync("it holds no more", async () => await fleet.SumAsync() == new Share(6, 60), TimeSpan.FromSeconds(15));
        await fleet.UntilAsync("the history says so", async () => (await fleet.HistoryAsync()).SequenceEqual(["Start morning 08:03 Applied", "End morning 08:08 Applied"]));
    }

    [Fact]
    public async Task Down_for_all_of_a_window_it_opens_nothing_late_and_puts_down_what_was_missed()
    {
        var fleet = await ScheduledAsync();
        await fleet.StepToAsync("8:02:00");
        await fleet.StopServiceAsync();
        await fleet.StepToAsync("8:10:00");

        await fleet.StartServiceAsync();
        await fleet.StepAsync(60);
        await fleet.ShouldHoldAsync(6, 60, "");
        (await fleet.HistoryAsync()).ShouldBe(["Start morning 08:03 Missed"]);
    }

    [Theory]
    [InlineData(false, "8:08:00")]
    [InlineData(true, "8:08:00")]
    [InlineData(true, "8:04:30")]
    public async Task With_the_hub_away_windows_go_by_what_was_known_and_members_get_them_all_the_same(bool blackHole, string back)
    {
        var fleet = await ScheduledAsync("{name: morning, schedule: \"3 8 * * *\", end: \"13 8 * * *\", minReplicas: 30}");
        await fleet.StepToAsync("8:02:00");
        if (blackHole) fleet.Sandbox.BlackHole("hub");
        else fleet.Sandbox.Refuse("hub");
        await fleet.StepToAsync(back);
        fleet.Sandbox.Mend("hub");

        await fleet.UntilAsync("it holds", async () => await fleet.SumAsync() == new Share(30, 60) && await fleet.EffectiveAsync() == new Share(30, 60), TimeSpan.FromMinutes(2));
        await fleet.StepToAsync("8:13:03");
        await fleet.ShouldHoldAsync(6, 60, "");
    }

    [Fact]
    public async Task Restarted_in_a_window_it_writes_nothing()
    {
        var fleet = await ScheduledAsync();
        await fleet.StepToAsync("8:04:30");
        await fleet.StopServiceAsync();

        (await fleet.Sandbox.CountWritesAsync(async () =>
        {
            await fleet.StartServiceAsync();
            await fleet.StepAsync(60);
        })).ShouldAllBe(static write => write.Contains("memberclusters", StringComparison.Ordinal));
        await fleet.ShouldHoldAsync(30, 60, "peak/morning");
    }

    private async Task<Scenario> ScheduledAsync(string rule = Morning)
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync(rule);
        await fleet.StepAsync(60);
        return fleet;
    }
}
