namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>
/// A member that answers, and forbids one kind: that kind alone is unknown, and who looks is told which right to grant. The laws are
/// held as of a member that answers.
/// </summary>
public class MissingRightsTests : FleetTest
{
    [Fact]
    public async Task Without_the_right_to_read_HPAs_the_share_stands_what_runs_there_is_followed_and_the_right_is_named()
    {
        var fleet = await StartedAsync();
        var before = await fleet.SharesAsync();

        fleet.Sandbox.Forbid("idc-b", "horizontalpodautoscalers");
        await fleet.UntilConditionAsync("MembersSilent");
        (await fleet.ConditionAsync("MembersSilent")).Message.ShouldContain(GrantOf("horizontalpodautoscalers.autoscaling"));
        ((string?)(await fleet.StatusOfAsync("idc-b"))["reason"]).ShouldNotBeNull().ShouldContain(GrantOf("horizontalpodautoscalers.autoscaling"));

        // It scales by itself; far past graceSeconds nothing is lent for it, since it serves what it runs.
        fleet.Sandbox.SetLoad("idc-b", 6);
        await fleet.UntilAsync("what it runs is told", async () => (int?)(await fleet.StatusOfAsync("idc-b"))["currentReplicas"] == 10 && await BoundAsync(fleet, "idc-b") == 10);
        await fleet.UntilAsync("it is ready", async () => (int?)(await fleet.StatusOfAsync("idc-b"))["readyReplicas"] == 10);
        (await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(400))).ShouldAllBe(static write => write.Contains("memberclusters", StringComparison.Ordinal));
        (await fleet.SharesAsync()).ShouldBe(before);
        ((string?)(await fleet.StatusOfAsync("idc-b"))["state"]).ShouldBe("Silent");

        fleet.Sandbox.Permit("idc-b");
        await fleet.UntilConditionAsync("MembersSilent", status: false);
        (await fleet.SharesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Where_HPAs_could_never_be_read_no_share_is_given_before_the_right_is()
    {
        var fleet = await StartSandboxAsync(service: false);
        fleet.Sandbox.Forbid("idc-b", "horizontalpodautoscalers");
        await fleet.DeployAsync();
        await fleet.StartServiceAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilConditionAsync("MembersSilent");
        await fleet.UntilAsync("the others share the whole", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        (await fleet.ShareAsync("idc-b")).ShouldBeNull();
        (await fleet.ConditionAsync("MembersSilent")).Message.ShouldContain(GrantOf("horizontalpodautoscalers.autoscaling"));

        fleet.Sandbox.Permit("idc-b");
        await fleet.UntilAsync("it takes part", async () => await fleet.ShareAsync("idc-b") is not null && (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }

    [Fact]
    public async Task Where_HPAs_can_not_be_read_and_nothing_runs_the_binding_says_what_the_others_run()
    {
        var fleet = await StartSandboxAsync(service: false);
        fleet.Sandbox.Forbid("idc-b", "horizontalpodautoscalers");
        await fleet.DeployAsync(members: ["idc-a", "cloud-c"]);
        await fleet.StartServiceAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());

        await fleet.UntilAsync("the others share the whole", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        await fleet.UntilAsync("the binding says what they run", async () => await BoundAsync(fleet, "idc-a") is > 0 && await BoundAsync(fleet, "cloud-c") is > 0);
        (await BoundAsync(fleet, "idc-b")).ShouldBeNull();
    }

    [Theory]
    [InlineData("nodes")]
    [InlineData("pods")]
    public async Task Without_the_right_to_read_what_a_fit_is_counted_from_capacity_is_unknown_and_all_else_goes_on(string kind)
    {
        var fleet = await StartedAsync();
        var before = await fleet.SharesAsync();

        fleet.Sandbox.Forbid("idc-b", kind);
        // Nobody but Karmada writes on its Clusters.
        if (!fleet.IsKarmada)
        {
            await fleet.UntilAsync("capacity is unknown", async () => await fleet.MemberConditionAsync("CapacityKnown", "idc-b") is { IsTrue: false, Reason: "Unreadable" });
            (await fleet.MemberConditionAsync("CapacityKnown", "idc-b")).Message.ShouldContain(GrantOf(kind));
            (await fleet.MemberConditionAsync("Ready", "idc-b")).IsTrue.ShouldBeTrue();
        }

        await fleet.UntilConditionAsync("CapacityShort", status: false, reason: "CapacityUnknown");
        await fleet.UntilConditionAsync("MembersUnseen", reason: "PartlySeen");
        (await fleet.ConditionAsync("MembersUnseen")).Message.ShouldContain(GrantOf(kind));
        (await fleet.SharesAsync()).ShouldBe(before);
        (await fleet.StatusOfAsync("idc-b"))["freeReplicas"].ShouldBeNull();

        // Demand is served, here and there.
        fleet.Sandbox.SetLoad("idc-b", 6);
        await fleet.UntilAsync("what it runs is told", async () => (int?)(await fleet.StatusOfAsync("idc-b"))["readyReplicas"] == 10 && await BoundAsync(fleet, "idc-b") == 10);
        fleet.Sandbox.SetLoad("idc-a", 24 * 0.6);
        await fleet.UntilAsync("idc-a has the room that it needs", async () => await fleet.ReadyAsync("idc-a") == 24);

        fleet.Sandbox.Permit("idc-b");
        await fleet.UntilAsync("capacity is known", async () => (await fleet.StatusOfAsync("idc-b"))["freeReplicas"] is not null);
        if (!fleet.IsKarmada) await fleet.UntilAsync("and that is told", async () => (await fleet.MemberConditionAsync("CapacityKnown", "idc-b")).IsTrue);
    }

    private static string GrantOf(string resource) => $"grant the member's user list and watch on {resource}";

    private static async Task<int?> BoundAsync(Scenario fleet, string member) =>
        (int?)(await fleet.FindBindingAsync())?["spec"]?["clusters"]?.AsArray().FirstOrDefault(cluster => (string?)cluster!["name"] == member)?["replicas"];

    private async Task<Scenario> StartedAsync()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        return fleet;
    }
}
