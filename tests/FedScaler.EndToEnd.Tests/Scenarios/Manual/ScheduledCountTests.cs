namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>A CronHPA's rule sets a binding's count, and its spec stays the user's.</summary>
public class ScheduledCountTests : FleetTest
{
    [Fact]
    public async Task A_rule_holds_through_a_restart_and_the_users_count_is_back_when_it_ends()
    {
        // The sandbox's day begins at 08:00 UTC.
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        var spec = await SpecAsync(fleet);
        var before = await fleet.CountsAsync();
        await fleet.ScheduleCountAsync("{name: morning, schedule: \"10 8 * * *\", duration: 10m, replicas: 20}");

        await fleet.UntilBindingAsync("Scheduled", "RuleInForce", patience: TimeSpan.FromMinutes(15));
        await fleet.UntilAsync("20 run", async () => (await fleet.CountsAsync()).Values.Sum() == 20);
        (await fleet.CountsAsync()).ShouldAllBe(member => member.Value >= before[member.Key]);
        await fleet.RestartServiceAsync();
        await fleet.StepAsync(60);
        (await fleet.CountsAsync()).Values.Sum().ShouldBe(20);
        (await SpecAsync(fleet)).ShouldBe(spec);
        (await fleet.UsersCountAsync()).ShouldBe(12);
        ((int?)(await fleet.FindBindingAsync())!["status"]!["effectiveReplicas"]).ShouldBe(20);

        await fleet.UntilBindingAsync("Scheduled", "NoRuleInForce", status: false, patience: TimeSpan.FromMinutes(15));
        await fleet.UntilRunsAsync(12);
    }

    /// <summary>The spec of what the user scales; under Karmada without its one count, which is the schedule's for now.</summary>
    private static async Task<string> SpecAsync(Scenario fleet)
    {
        var (type, name) = fleet.Counted();
        var spec = (await fleet.Hub.FindAsync(type, fleet.Namespace, name))!["spec"]!.AsObject();
        if (fleet.IsKarmada) spec.Remove("replicas");
        return spec.ToJsonString();
    }
}
