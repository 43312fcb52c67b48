using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>A binding that no FedHPA owns is the user's to scale.</summary>
public class UserLeadsTests : FleetTest
{
    [Fact]
    public async Task Kubectl_scale_adds_to_what_runs_and_takes_from_it_and_moves_nothing_else()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        var first = await fleet.CountsAsync();
        first.Values.ShouldAllBe(static count => count >= 1);

        await fleet.ScaleAsync(20);
        await fleet.UntilRunsAsync(20);
        var more = await fleet.CountsAsync();
        more.ShouldAllBe(member => member.Value >= first[member.Key]);

        await fleet.ScaleAsync(7);
        await fleet.UntilRunsAsync(7);
        (await fleet.CountsAsync()).ShouldAllBe(member => member.Value <= more[member.Key]);

        await fleet.ScaleAsync(0);
        await fleet.UntilRunsAsync(0);
        await fleet.UntilBindingAsync("Ready", "UserLeads");
        ((string?)(await fleet.FindBindingAsync())!["status"]!["selector"]).ShouldBe("app=web");
    }

    [Fact]
    public async Task At_rest_nothing_is_written()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        await fleet.StepAsync(60);

        var writes = await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(120));
        writes.Where(static write => write.Contains("replicabinding", StringComparison.OrdinalIgnoreCase) || write.Contains("deployment", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hand_in_a_member_is_put_back_and_told()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        await fleet.StepAsync(5);
        var before = await fleet.CountsAsync();

        await fleet.Member("idc-b").PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "spec: {replicas: 15}");
        await fleet.StepAsync(5);

        await fleet.UntilRunsAsync(12);
        (await fleet.CountsAsync()).ShouldBe(before);
        await fleet.UntilAsync("it is told", async () => (await fleet.EventsAsync("PutBack", "web-deployment")).Any(static note => note.Contains("idc-b", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_silent_member_counts_as_last_seen_and_the_others_have_the_rest()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        await fleet.StepAsync(5);
        var before = await fleet.CountsAsync();

        fleet.Sandbox.BlackHole("idc-b");
        await fleet.UntilBindingAsync("MembersSilent", "CountsKept");
        await fleet.ScaleAsync(18);
        await fleet.UntilAsync("the others have the rest", async () => (await fleet.CountsAsync("idc-b")).Values.Sum() == 18 - before["idc-b"]);
        await fleet.RestartServiceAsync();
        await fleet.StepAsync(30);
        (await fleet.CountsAsync("idc-b")).Values.Sum().ShouldBe(18 - before["idc-b"]);

        fleet.Sandbox.Mend("idc-b");
        await fleet.UntilBindingAsync("MembersSilent", "AllAnswer", status: false);
        await fleet.UntilRunsAsync(18);
        (await fleet.RunsAsync("idc-b")).ShouldBe(before["idc-b"]);
    }

    [Fact]
    public async Task Pods_without_a_node_go_where_they_fit_after_a_minute()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        await fleet.StepAsync(30);
        var before = await fleet.CountsAsync();

        // A node goes, and the others take no more pods.
        var pods = await fleet.Member("idc-a").ListAsync(KnownResources.Pods, fleet.Namespace);
        var gone = (string)pods[0]["spec"]!["nodeName"]!;
        var waiting = pods.Count(pod => (string?)pod["spec"]!["nodeName"] == gone);
        foreach (var node in await fleet.Member("idc-a").ListAsync(KnownResources.Nodes))
            await fleet.Member("idc-a").PatchAsync(KnownResources.Nodes, null, (string)node["metadata"]!["name"]!, "spec: {unschedulable: true}");
        await fleet.Member("idc-a").DeleteAsync(KnownResources.Nodes, null, gone);
        await fleet.StepAsync(50);
        (await fleet.CountsAsync()).ShouldBe(before);

        await fleet.UntilAsync("its pods go elsewhere", async () => await fleet.RunsAsync("idc-a") == before["idc-a"] - waiting);
        await fleet.UntilRunsAsync(12);
        await fleet.StepAsync(120);
        (await fleet.RunsAsync("idc-a")).ShouldBe(before["idc-a"] - waiting);
    }

    [Fact]
    public async Task Nothing_is_written_to_a_paused_member()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(12);
        await fleet.UntilRunsAsync(12);
        var before = await fleet.RunsAsync("idc-a");

        await fleet.PauseAsync("idc-a");
        await fleet.StepAsync(2);
        await fleet.ScaleAsync(21);
        await fleet.UntilRunsAsync(21);
        (await fleet.RunsAsync("idc-a")).ShouldBe(before);
    }

    [Fact]
    public async Task Ceilings_that_leave_no_place_are_told()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        var ceilings = string.Join(", ", fleet.Members.Select(static member => $"{{name: {member.Name}, maxReplicas: 2}}"));
        await fleet.BindAsync(50, $"placement: {{clusters: [{ceilings}]}}");

        await fleet.UntilBindingAsync("CapacityShort", "CeilingsTooLow");
        await fleet.UntilAsync("all are at their ceilings", async () => (await fleet.CountsAsync()).Values.All(static count => count == 2));
        (await fleet.BindingConditionAsync("CapacityShort")).Message.ShouldContain($"{50 - (2 * fleet.Members.Count)} of 50");
    }
}
