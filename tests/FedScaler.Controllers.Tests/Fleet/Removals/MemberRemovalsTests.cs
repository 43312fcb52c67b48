using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Direct;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class MemberRemovalsTests
{
    private static readonly RemovalSight Sight = new(FleetUnderTest.Web, TargetKind.Deployment, "scalein-uid", [], null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_live_member_is_looked_at()
    {
        await using var test = new FleetUnderTest();
        await LiveAsync(test);
        var seen = await test.Fleet.LookAsync("idc-a", Sight, Token);
        (seen.Name, seen.IsReachable, seen.Workload?.Replicas).ShouldBe(("idc-a", true, 3));
    }

    [Fact]
    public async Task A_member_that_nobody_knows_is_unreachable()
    {
        await using var test = new FleetUnderTest();
        await LiveAsync(test);
        (await test.Fleet.LookAsync("idc-z", Sight, Token)).IsReachable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("deployments")]
    [InlineData("pods")]
    [InlineData("replicasets")]
    [InlineData("poddisruptionbudgets")]
    [InlineData("horizontalpodautoscalers")]
    public async Task What_may_not_be_read_makes_the_member_unreachable(string plural)
    {
        await using var test = new FleetUnderTest();
        await LiveAsync(test, plural);
        (await test.Fleet.LookAsync("idc-a", Sight, Token)).IsReachable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("services")]
    [InlineData("networkpolicies")]
    [InlineData("statefulsets")]
    [InlineData("daemonsets")]
    public async Task Where_something_that_selects_may_not_be_listed_no_label_is_called_free(string plural)
    {
        await using var test = new FleetUnderTest();
        await LiveAsync(test, plural);
        var seen = await test.Fleet.LookAsync("idc-a", Sight, Token);
        seen.IsReachable.ShouldBeTrue();
        seen.Workload.ShouldNotBeNull().FreeLabel.ShouldBeNull();
    }

    [Fact]
    public async Task A_label_is_free_where_all_may_be_listed_and_a_policy_of_any_namespace_may_take_it()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        (await test.Fleet.LookAsync("idc-a", Sight, Token)).Workload.ShouldNotBeNull().FreeLabel.ShouldBe(new BarrierLabel("tier", "front"));
        member.Put("networkpolicies", Samples.Parse(
            """
            {"metadata": {"name": "p", "namespace": "db"},
             "spec": {"podSelector": {}, "ingress": [{"from": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"tier": "front"}}}]}]}}
            """));
        (await test.Fleet.LookAsync("idc-a", Sight, Token)).Workload.ShouldNotBeNull().FreeLabel.ShouldBeNull();
    }

    [Fact]
    public async Task A_silent_member_is_unreachable_without_being_asked()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        member.Refuses = true;
        await test.StepUntilAsync(() => !test.IsLive("idc-a"));
        (await test.Fleet.LookAsync("idc-a", Sight, Token)).IsReachable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_member_that_does_not_answer_in_time_is_unreachable()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        member.Swallows = true;
        var look = test.Fleet.LookAsync("idc-a", Sight, Token);
        await test.StepUntilAsync(() => look.IsCompleted);
        (await look).IsReachable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_look_that_is_given_up_says_so()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        member.Swallows = true;
        using var stop = new CancellationTokenSource();
        var look = test.Fleet.LookAsync("idc-a", Sight, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => look);
    }

    [Fact]
    public async Task A_paused_member_is_unreachable_and_is_not_written_to()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        var paused = Samples.Member("idc-a");
        paused["spec"]!["paused"] = true;
        paused["metadata"]!["uid"] = (string?)test.Hub.Get("memberclusters", new ObjectKey(null, "idc-a"))["metadata"]!["uid"];
        test.Hub.Put("memberclusters", paused);
        await test.StepUntilAsync(() => test.Member("idc-a").Paused);
        (await test.Fleet.LookAsync("idc-a", Sight, Token)).IsReachable.ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(() => test.Fleet.TakeAsync(Sight, new RemovalStep.SetToken("idc-a", "x", "1"), Token));
        member.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Steps_of_the_hub_are_not_taken()
    {
        await using var test = new FleetUnderTest();
        await LiveAsync(test);
        await Should.ThrowAsync<ArgumentException>(() => test.Fleet.TakeAsync(Sight, new RemovalStep.LowerMax(3, "1"), Token));
    }

    [Fact]
    public async Task A_fleet_that_only_looks_takes_no_step()
    {
        await using var test = new FleetUnderTest();
        await using var fleet = new DirectFleet(
            new ScriptedClient(test.Hub), test, new FleetOptions { Namespace = "fedscaler-system", ReadOnly = true },
            new FleetServices(test.Clock, NullLoggerFactory.Instance, new RecordedEvents()));
        await Should.ThrowAsync<InvalidOperationException>(() => fleet.TakeAsync(Sight, new RemovalStep.SetToken("idc-a", "x", "1"), Token));
    }

    [Fact]
    public async Task A_commit_is_waited_for_in_the_caches()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present);
        member.HoldsWatchesBack = true;
        var version = (string)member.Get("deployments", new ObjectKey("shop", "web"))["metadata"]!["resourceVersion"]!;
        await test.Fleet.TakeAsync(Sight, new RemovalStep.Commit("idc-a", 2, "scalein-uid:2", version), Token);
        test.Fleet.Look("idc-a", FleetUnderTest.Web).ShouldBeOfType<MemberView.Unknown>().Pending.ShouldBeTrue();
        member.Writes.ShouldBe(["Merge deployments/shop/web by fedscaler-scalein"]);
    }

    [Fact]
    public async Task A_held_HPA_is_waited_for_in_the_caches()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        member.Put("horizontalpodautoscalers", Samples.Hpa());
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present { Hpas.Length: 1 });
        member.HoldsWatchesBack = true;
        var version = (string)member.Get("horizontalpodautoscalers", new ObjectKey("shop", "web"))["metadata"]!["resourceVersion"]!;
        await test.Fleet.TakeAsync(Sight, new RemovalStep.HoldAutoscaler("idc-a", "web", 1, version), Token);
        test.Fleet.Look("idc-a", FleetUnderTest.Web).ShouldBeOfType<MemberView.Unknown>().Pending.ShouldBeTrue();
    }

    [Fact]
    public async Task A_step_that_gets_no_answer_ends_after_its_deadline()
    {
        await using var test = new FleetUnderTest();
        var member = await LiveAsync(test);
        member.Swallows = true;
        var step = test.Fleet.TakeAsync(Sight, new RemovalStep.DeletePod("idc-a", "web-0", "u"), Token);
        await test.StepUntilAsync(() => step.IsCompleted);
        await Should.ThrowAsync<TimeoutException>(() => step);
    }

    private static async Task<ScriptedCluster> LiveAsync(FleetUnderTest test, string? forbidden = null)
    {
        var member = test.AddMember("idc-a");
        var deployment = Samples.Deployment();
        deployment["spec"]!["template"]!["metadata"]!["labels"]!["tier"] = "front";
        member.Put("deployments", deployment);
        if (forbidden is not null) member.Forbid(forbidden);
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a"));
        return member;
    }
}
