using FedScaler.Kube.Models;
using FedScaler.Runtime.Leadership;

namespace FedScaler.EndToEnd.Tests.Scenarios.Leadership;

/// <summary>The Lease is deleted or set back, or the hub cannot be reached for longer than it lasts.</summary>
public class LeaseTroubleTests : FleetTest
{
    [Fact]
    public async Task A_Lease_that_is_deleted_is_made_anew_by_its_holder_which_goes_on_with_another_epoch()
    {
        var (fleet, story) = await BeginAsync();
        var before = (string?)(await fleet.StatusAsync())["epoch"];
        await fleet.Hub.DeleteAsync(KnownResources.Leases, Replicas.Namespace, Replicas.LeaseName);
        await fleet.StepAsync(1);
        fleet.Sandbox.Replicas.Holder.ShouldBe("one");

        await fleet.StepAsync(30);
        story.Two.Wire.Writes.ShouldBe(0);
        await fleet.EditAsync("spec: {maxReplicas: 27}");
        await fleet.UntilReadyAsync();
        var after = (string?)(await fleet.StatusAsync())["epoch"];
        after.ShouldNotBe(before);
        after.ShouldEndWith("/0");
    }

    [Fact]
    public async Task While_the_hub_is_away_for_longer_than_the_lease_nobody_writes_and_afterwards_one_leads()
    {
        var (fleet, story) = await BeginAsync();
        fleet.Sandbox.Refuse("hub");
        await fleet.StepAsync(10.5);
        await Should.ThrowAsync<LeadershipLostException>(story.One.Run);
        var writes = await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(120));
        writes.ShouldBeEmpty();

        fleet.Sandbox.Mend("hub");
        fleet.Sandbox.Replicas.Suspend();
        await fleet.Sandbox.Replicas.UntilLeadsAsync(story.Two, TimeSpan.FromSeconds(60));
        await fleet.EditAsync("spec: {maxReplicas: 27}");
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(27);
    }

    [Fact]
    public async Task A_Lease_that_was_set_back_to_another_holder_ends_the_leader_and_no_epoch_comes_back()
    {
        var (fleet, story) = await BeginAsync();
        var older = (await fleet.Hub.FindAsync(KnownResources.Leases, Replicas.Namespace, Replicas.LeaseName))!["spec"]!.ToJsonString();
        story.One.Terminate();
        await story.SucceedAsync();
        var third = await fleet.Sandbox.Replicas.StartAsync("three");
        await fleet.StepAsync(30);

        // As from a backup: "one", which is gone, holds it.
        fleet.Sandbox.Replicas.Suspend();
        await fleet.Hub.PatchAsync(KnownResources.Leases, Replicas.Namespace, Replicas.LeaseName, $"{{\"spec\": {older} }}");
        await fleet.StepAsync(1);
        await Should.ThrowAsync<LeadershipLostException>(story.Two.Run);
        await fleet.Sandbox.Replicas.UntilLeadsAsync(third, TimeSpan.FromSeconds(30));
        await fleet.EditAsync("spec: {maxReplicas: 27}");
        await fleet.UntilReadyAsync();
        ((string?)(await fleet.StatusAsync())["epoch"]).ShouldEndWith("/4");
    }

    [Fact]
    public async Task Two_that_lead_because_the_Lease_was_set_back_to_a_state_without_holder_keep_the_laws()
    {
        var (fleet, story) = await BeginAsync();
        var replicas = fleet.Sandbox.Replicas;
        // It does not see what happens to the Lease before its next renewal fails.
        story.One.Freeze();
        await fleet.Hub.PatchAsync(KnownResources.Leases, Replicas.Namespace, Replicas.LeaseName, """{"spec": {"holderIdentity": "", "leaseDurationSeconds": 1, "leaseTransitions": 2}}""");
        await replicas.UntilLeadsAsync(story.Two, TimeSpan.FromSeconds(20));
        fleet.Sandbox.SetLoad("cloud-c", 14 * 0.6);
        story.One.Thaw();
        await fleet.StepAsync(60);

        replicas.Holder.ShouldBe("two");
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(24);
    }

    private async Task<(Scenario Fleet, LeaderStory Story)> BeginAsync()
    {
        var fleet = await StartSandboxAsync(service: false);
        var story = new LeaderStory(fleet);
        await story.BeginAsync();
        await story.PlayAsync(static () => false);
        await fleet.UntilReadyAsync();
        return (fleet, story);
    }
}
