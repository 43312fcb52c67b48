using FedScaler.Api;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>Who leads a binding: the user, a FedHPA's members, or a member's own HPA.</summary>
public class LeadershipTests : FleetTest
{
    [Fact]
    public async Task A_FedHPA_takes_over_and_gives_back_what_runs()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);

        fleet.Sandbox.SetLoad("idc-a", 9 * 0.6);
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        await fleet.UntilReadyAsync();
        await fleet.UntilBindingAsync("Ready", "MembersLead");
        await fleet.UntilAsync("the load is served", async () => await fleet.RunsAsync("idc-a") >= 9);
        await fleet.StepAsync(400);
        var before = await fleet.CountsAsync();

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilBindingAsync("Ready", "UserLeads");
        await fleet.UntilRunsAsync(before.Values.Sum());
        await fleet.StepAsync(120);
        (await fleet.CountsAsync()).ShouldBe(before);

        await fleet.ScaleAsync(before.Values.Sum() + 3);
        await fleet.UntilRunsAsync(before.Values.Sum() + 3);
        (await fleet.CountsAsync()).ShouldAllBe(member => member.Value >= before[member.Key]);
    }

    [Fact]
    public async Task HPAs_that_a_deleted_FedHPA_left_behind_go_on_to_lead_until_they_are_deleted()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Orphan"));
        await fleet.UntilReadyAsync();
        await fleet.UntilBindingAsync("Ready", "MembersLead");

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilBindingAsync("Conflict", "ForeignHPA");
        (await fleet.BindingConditionAsync("Conflict")).Message.ShouldContain($"left behind by FedHPA {fleet.Namespace}/web");
        fleet.Sandbox.SetLoad("idc-a", 9 * 0.6);
        await fleet.UntilAsync("the member's HPA goes on", async () => await fleet.RunsAsync("idc-a") >= 9);
        await fleet.StepAsync(60);
        var before = await fleet.CountsAsync();
        await fleet.UntilRunsAsync(before.Values.Sum());

        foreach (var member in fleet.Members) await member.DeleteAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace, "web");
        await fleet.UntilBindingAsync("Ready", "UserLeads");
        await fleet.UntilBindingAsync("Conflict", "NoConflict", status: false);
        await fleet.StepAsync(60);
        (await fleet.CountsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_members_own_HPA_is_left_alone_and_the_others_are_not_disturbed_by_it()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        var before = await fleet.CountsAsync();

        fleet.Sandbox.SetLoad("idc-b", 9 * 0.7);
        await fleet.Member("idc-b").ApplyAsync(Manifests.OwnHpa(fleet.Namespace));
        await fleet.UntilBindingAsync("Conflict", "ForeignHPA");
        await fleet.UntilAsync("its HPA scales it", async () => await fleet.RunsAsync("idc-b") == 9);
        await fleet.UntilRunsAsync(12 - before["idc-b"] + 9);
        (await fleet.RunsAsync("idc-a")).ShouldBe(before["idc-a"]);
        (await fleet.RunsAsync("cloud-c")).ShouldBe(before["cloud-c"]);

        await fleet.ScaleAsync(30);
        await fleet.UntilRunsAsync(30);
        (await fleet.RunsAsync("idc-b")).ShouldBe(9);
    }

    [Fact]
    public async Task Of_two_bindings_on_one_target_neither_writes()
    {
        Assert.SkipWhen(Federation == FederationKind.Karmada, "Karmada makes one binding for one workload");
        var fleet = await StartAsync(service: false);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(ManualScaling.Binding(12));
        await fleet.ApplyAsync(ManualScaling.Binding(20, name: "rival"));
        await fleet.StartServiceAsync();

        await fleet.UntilBindingAsync("Conflict", "TwoBindings");
        await fleet.UntilBindingAsync("Conflict", "TwoBindings", name: "rival");
        (await fleet.BindingConditionAsync("Conflict")).Message.ShouldContain("rival");
        (await fleet.CountsAsync()).Values.ShouldAllBe(static count => count == 1);

        await fleet.Hub.DeleteAsync(ApiResources.ReplicaBindings, fleet.Namespace, "rival");
        await fleet.UntilRunsAsync(12);
    }

    [Fact]
    public async Task A_binding_beside_that_of_a_FedHPA_is_told_so()
    {
        Assert.SkipWhen(Federation == FederationKind.Karmada, "Karmada makes one binding for one workload");
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.ApplyAsync(ManualScaling.Binding(50, name: "mine"));

        await fleet.UntilBindingAsync("Conflict", "FedHPALeads", name: "mine");
        (await fleet.BindingConditionAsync("Conflict", "mine")).Message.ShouldContain("web-deployment");
    }
}
