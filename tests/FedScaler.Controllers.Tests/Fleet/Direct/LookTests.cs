using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Direct;

public sealed class LookTests
{
    private static readonly TargetRef Web = FleetUnderTest.Web;

    [Fact]
    public async Task A_target_is_seen_with_its_HPAs_and_its_fit()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        member.Put("horizontalpodautoscalers", Samples.Hpa());
        member.Put("horizontalpodautoscalers", Samples.Hpa("other", target: "other"));
        member.Put("pods", Samples.Pod("web-9", node: null));
        var view = await Present(test, v => v.Fit is not null);

        view.Workload.Replicas.ShouldBe(3);
        view.Workload.Selector.ShouldBe("app=web");
        view.Workload.Unschedulable.ShouldBe(1);
        view.Hpas.ShouldHaveSingleItem().MaxReplicas.ShouldBe(10);
        view.Hpas[0].Spec.ShouldNotBeNull();
        // 8 CPUs, 3 of them taken, and 4 more: fragments of a node are not added up.
        view.Free.ShouldBe(9);
        view.Fit.ShouldBe(12);
    }

    [Fact]
    public async Task Fit_is_unknown_and_all_else_known_where_pods_may_not_be_read()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a").Forbid("pods");
        // The condition is False from the first look on, "not read yet": what is waited for is the refusal, and the rest is read beside it.
        var view = await Present(test, _ => test.Condition("idc-a", "CapacityKnown", "message")?.Contains("grant the member's user list and watch on pods") is true);
        test.Condition("idc-a", "CapacityKnown", "status").ShouldBe("False");
        view.Fit.ShouldBeNull();
        view.Workload.Replicas.ShouldBe(3);
        test.IsLive("idc-a").ShouldBeTrue();
    }

    [Fact]
    public async Task HPAs_that_may_not_be_read_make_the_target_unknown_with_the_mend()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a").Forbid("horizontalpodautoscalers");
        using var tracking = test.Fleet.Track(Web);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Unknown unknown && unknown.Reason.Contains("grant"));
    }

    [Theory]
    [InlineData("apps.kruise.io/v1alpha1", "CloneSet", "does not serve apps.kruise.io/v1alpha1")]
    [InlineData("apps/v1", "Florb", "has no kind Florb")]
    [InlineData("apps/v1", "DaemonSet", "no scale subresource")]
    public async Task A_kind_that_cannot_be_scaled_there_is_missing_with_words(string apiVersion, string kind, string words)
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a");
        var target = new TargetRef("shop", apiVersion, kind, "web");
        using var tracking = test.Fleet.Track(target);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", target) is MemberView.Missing missing && missing.Reason.Contains(words));
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_missing_until_it_appears()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        member.Remove("deployments", new ObjectKey("shop", "web"));
        using var tracking = test.Fleet.Track(Web);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Missing);
        test.Changes.Clear();
        member.Put("deployments", Samples.Deployment());
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present && test.Changes.Contains(new FleetChange("idc-a", Web)));
    }

    [Fact]
    public async Task What_vanishes_all_at_once_is_unknown_and_not_missing()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        member.Put("deployments", Samples.Deployment("second"));
        await Present(test, _ => true);
        member.Refuses = true;
        member.Remove("deployments", new ObjectKey("shop", "web"));
        member.Remove("deployments", new ObjectKey("shop", "second"));
        member.ForgetHistory();
        await test.StepAsync(TimeSpan.FromSeconds(1));
        member.Refuses = false;
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Unknown { Reason: var why } && why.Contains("vanished at once"));
        (await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Missing, TimeSpan.FromMinutes(10)))
            .ShouldBeGreaterThan(TimeSpan.FromMinutes(4), "a suspicion lasts five minutes");
    }

    [Fact]
    public async Task Changes_of_capacity_are_told_once_a_second_and_only_when_the_fit_moved()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        await Present(test, v => v.Fit is not null);
        await test.StepAsync(TimeSpan.FromSeconds(3));
        test.Changes.Clear();
        for (var i = 0; i < 20; i++) member.Put("pods", Samples.Pod($"other-{i}", "n1", app: "other", cpu: "10m"));
        await test.StepAsync(TimeSpan.FromSeconds(3));
        test.Changes.Count(c => c.Target == Web).ShouldBe(1);

        test.Changes.Clear();
        member.Put("nodes", Samples.Node("n1"));
        member.Put("pods", Samples.Pod("elsewhere", "n1", app: "other", cpu: "1m"));
        await test.StepAsync(TimeSpan.FromSeconds(3));
        test.Changes.Count(c => c.Target == Web).ShouldBe(0);
    }

    [Fact]
    public async Task Our_own_write_is_waited_for_and_no_longer_than_thirty_seconds()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        await Present(test, _ => true);
        member.HoldsWatchesBack = true;
        var written = await test.Fleet.ApplyHpaAsync("idc-a", Document(2, 5), TestContext.Current.CancellationToken);
        written.MaxReplicas.ShouldBe(5);
        written.Owner.ShouldBe("shop/web");
        written.Spec.ShouldBeNull();
        test.Fleet.Look("idc-a", Web).ShouldBeOfType<MemberView.Unknown>().Reason.ShouldContain("our own last write");

        test.Changes.Clear();
        var waited = await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present && test.Changes.Contains(new FleetChange("idc-a", Web)));
        waited.ShouldBeInRange(TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(36));
    }

    [Fact]
    public async Task Our_own_writes_are_seen_when_they_come_back()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        await Present(test, _ => true);
        var token = TestContext.Current.CancellationToken;
        var hpa = await test.Fleet.ApplyHpaAsync("idc-a", Document(2, 5), token);
        await test.StepUntilAsync(() => Look(test) is { Hpas: [{ MaxReplicas: 5, DocumentHash: "hash", Owner: "shop/web" }] });

        await test.Fleet.ScaleAsync("idc-a", Web, 8, Look(test)!.Workload.ResourceVersion, token);
        await test.StepUntilAsync(() => Look(test) is { Workload.Replicas: 8 });

        await test.Fleet.DeleteHpaAsync("idc-a", Web, hpa, token);
        await test.StepUntilAsync(() => Look(test) is { Hpas.IsEmpty: true });
        await test.Fleet.DeleteHpaAsync("idc-a", Web, hpa, token);
        member.Writes.ShouldBe(["Apply horizontalpodautoscalers/shop/web by fedscaler-fedhpa", "Merge deployments/shop/web/scale by fedscaler-bindings"]);
    }

    [Fact]
    public async Task An_adopted_HPA_is_put_back_as_it_was()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        member.Put("horizontalpodautoscalers", Samples.Hpa(min: 2, max: 9));
        var before = await Present(test, v => v.Hpas.Length == 1);
        var spec = before.Hpas[0].Spec!.ToJsonString();
        var token = TestContext.Current.CancellationToken;
        await test.Fleet.ApplyHpaAsync("idc-a", Document(1, 4) with { AdoptedSpec = spec }, token);
        await test.StepUntilAsync(() => Look(test)?.Hpas is [{ MaxReplicas: 4 } ours] && ours.AdoptedSpec == spec);

        await test.Fleet.RestoreHpaAsync("idc-a", Web, "web", spec, token);
        await test.StepUntilAsync(() => Look(test)?.Hpas is [{ MaxReplicas: 9, Owner: null, DocumentHash: null, AdoptedSpec: null }]);
        var left = member.Get("horizontalpodautoscalers", new ObjectKey("shop", "web"));
        JsonNode.DeepEquals(left["spec"], JsonNode.Parse(spec)).ShouldBeTrue();
        left["metadata"]!["labels"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_hold_left_on_an_HPA_goes_with_the_next_apply()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        await Present(test, static v => true);
        var token = TestContext.Current.CancellationToken;
        await test.Fleet.ApplyHpaAsync("idc-a", Document(2, 5), token);
        await test.StepUntilAsync(() => Look(test)?.Hpas is [{ HeldBy: null }]);
        var held = (JsonObject)member.Get("horizontalpodautoscalers", new ObjectKey("shop", "web")).DeepClone();
        held["metadata"]!["annotations"]!["fedscaler.io/held-by"] = "uid-gone";
        held["spec"]!["minReplicas"] = 1;
        held["spec"]!["behavior"] = JsonNode.Parse("""{"scaleUp": {"selectPolicy": "Disabled"}, "scaleDown": {"selectPolicy": "Disabled"}}""");
        member.Put("horizontalpodautoscalers", held);
        await test.StepUntilAsync(() => Look(test)?.Hpas is [{ HeldBy: "uid-gone", MinReplicas: 1 }]);

        await test.Fleet.ApplyHpaAsync("idc-a", Document(2, 5), token);
        await test.StepUntilAsync(() => Look(test)?.Hpas is [{ HeldBy: null, MinReplicas: 2, DocumentHash: not null }]);
        member.Get("horizontalpodautoscalers", new ObjectKey("shop", "web"))["spec"]!.AsObject().ContainsKey("behavior").ShouldBeFalse();
    }

    [Fact]
    public async Task A_write_that_gets_no_answer_ends_after_ten_seconds()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        await Present(test, _ => true);
        member.Swallows = true;
        var write = test.Fleet.ApplyHpaAsync("idc-a", Document(2, 5), TestContext.Current.CancellationToken);
        await test.StepAsync(TimeSpan.FromSeconds(11));
        await Should.ThrowAsync<TimeoutException>(() => write);
    }

    [Fact]
    public async Task Nothing_is_written_to_a_paused_member()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        await Present(test, _ => true);
        var paused = Samples.Member("idc-a");
        paused["spec"]!["paused"] = true;
        paused["metadata"]!["uid"] = (string?)test.Hub.Get("memberclusters", new ObjectKey(null, "idc-a"))["metadata"]!["uid"];
        test.Hub.Put("memberclusters", paused);
        await test.StepUntilAsync(() => test.Member("idc-a").Paused);
        await Should.ThrowAsync<InvalidOperationException>(() => test.Fleet.ApplyHpaAsync("idc-a", Document(2, 5), TestContext.Current.CancellationToken));
        member.Writes.ShouldBeEmpty();
    }

    private static MemberView.Present? Look(FleetUnderTest test) => test.Fleet.Look("idc-a", Web) as MemberView.Present;

    private static HpaDocument Document(int min, int max) => new("web", Web, new Share(min, max), null, null, "hash", "shop/web", null);

    private static async Task<MemberView.Present> Present(FleetUnderTest test, Func<MemberView.Present, bool> condition)
    {
        // Tracked until the fleet ends.
        _ = test.Fleet.Track(Web);
        test.Start();
        await test.StepUntilAsync(() => Look(test) is { } view && condition(view));
        return Look(test)!;
    }
}
