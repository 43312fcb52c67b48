using FedScaler.EndToEnd.Tests.Scenarios.Manual;

namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>Counts by the clock for a ReplicaBinding that no FedHPA owns; its spec.replicas stays the user's.</summary>
public class BindingCountTests : FleetTest
{
    private const string DayAndNight = "{name: nine, schedule: \"10 8 * * *\", replicas: 20}\n{name: night, schedule: \"20 8 * * *\", replicas: 4}";

    [Fact]
    public async Task Twenty_from_nine_and_four_from_ten_in_the_evening()
    {
        var fleet = await BoundAsync(12);

        // Yesterday's last word holds from the first look on.
        await fleet.ScheduleCountAsync(DayAndNight);
        await UntilRunsAsync(fleet, 4);
        await fleet.StepToAsync("8:09:59");
        (await RunsAsync(fleet)).ShouldBe(4);
        await fleet.StepToAsync("8:10:05");
        await UntilRunsAsync(fleet, 20);
        await fleet.RestartServiceAsync();
        await fleet.StepToAsync("8:19:59");
        (await RunsAsync(fleet)).ShouldBe(20);
        await fleet.StepToAsync("8:20:05");
        await UntilRunsAsync(fleet, 4);
        (await fleet.UsersCountAsync()).ShouldBe(12);
        ((int?)(await fleet.FindBindingAsync())!["status"]!["effectiveReplicas"]).ShouldBe(4);

        await fleet.UnscheduleAsync();
        await UntilRunsAsync(fleet, 12);
    }

    [Fact]
    public async Task A_window_goes_before_what_has_no_end()
    {
        var fleet = await BoundAsync(12);
        await fleet.ScheduleCountAsync($"{DayAndNight}\n{{name: rush, schedule: \"12 8 * * *\", duration: 3m, replicas: 16}}");

        await fleet.StepToAsync("8:11:30");
        (await RunsAsync(fleet)).ShouldBe(20);
        await fleet.StepToAsync("8:12:30");
        (await RunsAsync(fleet)).ShouldBe(16);
        await fleet.StepToAsync("8:15:30");
        (await RunsAsync(fleet)).ShouldBe(20);
    }

    [Fact]
    public async Task Down_when_it_fires_the_service_makes_up_for_the_last_one_alone()
    {
        var fleet = await BoundAsync(12);
        await fleet.ScheduleCountAsync(DayAndNight);
        await fleet.StepToAsync("8:08:00");
        await fleet.StopServiceAsync();
        await fleet.StepToAsync("8:30:00");
        await fleet.StartServiceAsync();

        await fleet.StepAsync(60);
        (await RunsAsync(fleet)).ShouldBe(4);
        await fleet.StepToAsync("8:40:00");
        (await RunsAsync(fleet)).ShouldBe(4);
    }

    private async Task<Scenario> BoundAsync(int replicas)
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(replicas);
        await UntilRunsAsync(fleet, replicas);
        return fleet;
    }

    private static Task UntilRunsAsync(Scenario fleet, int replicas) =>
        fleet.UntilAsync($"{replicas} run", async () => await RunsAsync(fleet) == replicas, TimeSpan.FromSeconds(60));

    private static async Task<int> RunsAsync(Scenario fleet)
    {
        var sum = 0;
        foreach (var member in fleet.Members) sum += await fleet.RunsAsync(member.Name);
        return sum;
    }
}
