using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

/// <summary>What cannot be promised is refused before anything is written, with the field and the reason.</summary>
public class RefusalTests : FleetTest
{
    [Fact]
    public async Task What_the_request_itself_says_wrong_is_told_with_each_field()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        await fleet.Member("idc-a").ApplyAsync(Manifests.Workload(fleet.Namespace, "other", 1, "Deployment", "1"));
        await fleet.StepAsync(30);
        var stranger = (await fleet.PodsAsync("idc-a")).First(static pod => pod.StartsWith("other-", StringComparison.Ordinal));

        await fleet.TakeOutAsync([.. await fleet.PickAsync("idc-a", 6), $"idc-a/{stranger}", "nowhere/web-x"]);
        (await fleet.EndOfAsync()).ShouldBe("Refused");

        (await fleet.RefusalsAsync()).ShouldBe(["spec.pods[1].name ForeignPod", "spec.pods[2].cluster UnknownCluster"], ignoreOrder: true);
        foreach (var member in fleet.Members) (await fleet.RunsAsync(member.Name)).ShouldBe(8);
    }

    [Fact]
    public async Task A_minimum_above_what_would_be_left_is_named_with_its_owner()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        await fleet.EditAsync("spec: {minReplicas: 60}");
        await fleet.StepAsync(60);

        await fleet.TakeOutAsync(await fleet.PickAsync("idc-a", 0));
        (await fleet.EndOfAsync()).ShouldBe("Refused");

        var refusal = (await fleet.FindScaleInAsync())!["status"]!["refusals"]![0]!;
        ((string?)refusal["reason"]).ShouldBe("FloorAboveTarget");
        ((string?)refusal["message"])!.ShouldContain("FedHPA web");
    }

    [Fact]
    public async Task A_floor_of_a_schedule_is_named_with_the_CronHPA()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        await fleet.ScheduleAsync("{name: night, schedule: \"0 0 * * *\", duration: 23h, minReplicas: 60}");
        await fleet.StepAsync(60);

        await fleet.TakeOutAsync(await fleet.PickAsync("idc-a", 0));
        (await fleet.EndOfAsync()).ShouldBe("Refused");

        ((string?)(await fleet.FindScaleInAsync())!["status"]!["refusals"]![0]!["message"])!.ShouldContain("peak");
    }

    [Fact]
    public async Task A_budget_that_is_too_small_is_named()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        await fleet.Member("idc-a").ApplyAsync(
            $$"""
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: most, namespace: {{fleet.Namespace}}}
            spec: {minAvailable: 7, selector: {matchLabels: {app: web} } }
            """);
        await fleet.StepAsync(10);

        await fleet.TakeOutAsync(await fleet.PickAsync("idc-a", 0, 1));
        (await fleet.EndOfAsync()).ShouldBe("Refused");

        (await fleet.RefusalsAsync()).ShouldBe(["spec.pods BudgetTooSmall"]);
    }

    [Fact]
    public async Task A_rollout_that_is_under_way_is_not_disturbed()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        // On a Karmada control plane it is everywhere: a template that was changed in one member only would be put back.
        await (fleet.IsKarmada ? fleet.Hub : fleet.Member("idc-a")).PatchAsync(
            KnownResources.Deployments, fleet.Namespace, "web", "spec: {template: {spec: {containers: [{name: main, image: \"registry.example/web:2\", resources: {requests: {cpu: \"1\"}}}]}}}");
        await fleet.StepAsync(2);

        await fleet.TakeOutAsync(await fleet.PickAsync("idc-a", 0));
        (await fleet.EndOfAsync()).ShouldBe("Refused");

        (await fleet.RefusalsAsync()).ShouldContain("spec.scaleTargetRef RolloutInProgress");
    }
}
