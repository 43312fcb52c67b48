namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>The service is killed after every single write that it makes while a window opens and closes, and started again.</summary>
public class CronCrashTests : FleetTest
{
    /// <summary>After every how many-th write it is killed.</summary>
    protected virtual int Stride => 1;

    private const int Enough = 1000;

    private static readonly TimeSpan Story = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task Wherever_it_is_killed_the_next_one_brings_the_same_about_and_nothing_twice()
    {
        var (writes, uninterrupted) = await RunAsync(killAt: Enough);
        writes.ShouldBeInRange(8, 60);

        for (var kill = 1; kill <= writes; kill += Stride)
        {
            var (_, after) = await RunAsync(kill);
            after.ShouldBe(uninterrupted, $"killed after write {kill} of {writes}");
        }
    }

    private async Task<(int Writes, string State)> RunAsync(int killAt)
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: morning, schedule: \"2 8 * * *\", duration: 1m, minReplicas: 20, maxReplicas: 80, raiseMax: true}");
        await fleet.StepToAsync("8:01:45");
        await fleet.StopServiceAsync();

        var writes = await fleet.Sandbox.RunUntilKilledAsync(killAt, Story);
        if (!fleet.Sandbox.IsServiceRunning) await fleet.StartServiceAsync();
        await fleet.StepToAsync("8:05:00");
        var state = await DescribeAsync(fleet);
        await EndAsync();
        return (writes, state);
    }

    private static async Task<string> DescribeAsync(Scenario fleet) =>
        $"{await fleet.SumAsync()}, said to be {await fleet.EffectiveAsync()} by \"{await fleet.ActiveAsync()}\"; {string.Join(", ", await fleet.HistoryAsync())}";
}
