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
        var spec = (await fleet.FindBindingAsync())!["spec"]!.ToJsonString();
        var before = await fleet.CountsAsync();
        await fleet.ApplyAsync(
            """
            apiVersion: fedscaler.io/v1alpha1
            kind: CronHPA
            metadata: {name: peak, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: fedscaler.io/v1alpha1, kind: ReplicaBinding, name: web-deployment}
              rules:
              - {name: morning, schedule: "10 8 * * *", duration: 10m, replicas: 20}
            """);

        await fleet.UntilBindingAsync("Scheduled", "RuleInForce", patience: TimeSpan.FromMinutes(15));
        await fleet.UntilAsync("20 run", async () => (await fleet.CountsAsync()).Values.Sum() == 20);
        (await fleet.CountsAsync()).ShouldAllBe(member => member.Value >= before[member.Key]);
        await fleet.RestartServiceAsync();
        await fleet.StepAsync(60);
        (await fleet.CountsAsync()).Values.Sum().ShouldBe(20);
        var binding = (await fleet.FindBindingAsync())!;
        binding["spec"]!.ToJsonString().ShouldBe(spec);
        ((int?)binding["status"]!["effectiveReplicas"]).ShouldBe(20);

        await fleet.UntilBindingAsync("Scheduled", "NoRuleInForce", status: false, patience: TimeSpan.FromMinutes(15));
        await fleet.UntilRunsAsync(12);
    }
}
