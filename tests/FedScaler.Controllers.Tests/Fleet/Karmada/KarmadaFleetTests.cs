using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Karmada.Support;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Karmada;

public sealed class KarmadaFleetTests
{
    private static readonly TimeSpan SilentWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_Cluster_is_a_member_that_is_seen_through_the_proxy()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();

        var member = test.Member("idc-a");
        (member.Live, member.Paused, member.Unseen).ShouldBe((true, false, null));
        member.Labels["region"].ShouldBe("shanghai");
        member.ClusterUid.ShouldBe("kube-system-of-idc-a");
        var view = test.Look("idc-a");
        view.Workload.Replicas.ShouldBe(3);
        // Node by node, as in direct mode: 5 of 8 CPUs free, and 4 more.
        view.Free.ShouldBe(9);
        test.Hub.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("swallowed")]
    [InlineData("not ready")]
    public async Task A_member_is_silent_within_ten_seconds_while_Karmada_still_calls_it_ready(string how)
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        await test.ReadyAsync();
        (member.Refuses, member.Swallows, member.NotReady) = (how == "refused", how == "swallowed", how == "not ready");

        (await test.StepUntilAsync(() => !test.IsLive("idc-a"))).ShouldBeLessThanOrEqualTo(SilentWithin);
        test.Member("idc-a").CutOff.ShouldBeFalse();
        test.Member("idc-a").SilentSince.ShouldNotBeNull();
        // The address is the hub's, whoever is silent behind it.
        test.Member("idc-a").Reason!.ShouldStartWith("idc-a behind the proxy of ");
        test.Fleet.Look("idc-a", KarmadaUnderTest.Web).ShouldBeOfType<MemberView.Unknown>();
    }

    [Fact]
    public async Task Members_that_cannot_be_heard_as_the_aggregated_API_server_is_away_have_no_time_of_silence()
    {
        await using var test = new KarmadaUnderTest();
        ScriptedCluster[] members = [test.Join("idc-a"), test.Join("idc-b")];
        await test.ReadyAsync();
        test.Hub.SetAway(true, "clusters", "/apis/cluster.karmada.io/v1alpha1");
        foreach (var member in members) member.Refuses = true;
        await test.StepUntilAsync(() => test.Fleet.Members.All(member => !member.Live));
        await test.StepAsync(TimeSpan.FromMinutes(10));

        foreach (var member in test.Fleet.Members)
        {
            (member.Live, member.CutOff, member.SilentSince).ShouldBe((false, true, null));
            member.Reason!.ShouldContain("karmada-aggregated-apiserver");
        }

        // One of the two is really silent: its silence begins now that it could be heard.
        test.Hub.SetAway(false, "clusters", "/apis/cluster.karmada.io/v1alpha1");
        members[0].Refuses = false;
        var back = test.Clock.GetUtcNow();
        await test.StepUntilAsync(() => test.IsLive("idc-a") && !test.Member("idc-b").CutOff);
        test.Member("idc-b").SilentSince!.Value.ShouldBeGreaterThanOrEqualTo(back);
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("annotations")]
    public async Task A_member_is_paused_by_a_mark_on_its_Cluster(string kind)
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        var document = test.Document("idc-a", 1, 5);
        test.Mark("idc-a", kind, "fedscaler.io/paused", "true");
        await test.StepUntilAsync(() => test.Member("idc-a").Paused);

        (await Should.ThrowAsync<InvalidOperationException>(() => test.Fleet.ApplyHpaAsync("idc-a", document, CancellationToken.None))).Message.ShouldContain("paused");
        test.Work("idc-a").ShouldBeNull();
    }

    [Fact]
    public async Task A_pause_is_carried_to_the_Works_and_taken_off_again()
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        await test.ReadyAsync();
        await test.ApplyAsync("idc-a", 1, 5);
        test.Mark("idc-a", "labels", "fedscaler.io/paused", "true");
        await test.StepUntilAsync(() => (bool)test.Work("idc-a")!["spec"]!["suspendDispatching"]!);

        // A hand in a paused member stays, and is seen.
        var hpa = test.HpaIn("idc-a")!;
        hpa["spec"]!["maxReplicas"] = 99;
        member.Put("horizontalpodautoscalers", hpa);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Hpas: [{ MaxReplicas: 99 }] });

        test.Mark("idc-a", "labels", "fedscaler.io/paused", "false");
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Hpas: [{ MaxReplicas: 5 }] });
        ((bool)test.Work("idc-a")!["spec"]!["suspendDispatching"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Users_are_told_of_Clusters_which_join()
    {
        await using var test = new KarmadaUnderTest();
        test.Fleet.Words.ShouldBe(new FleetWords("Cluster", "join"));
    }

    [Fact]
    public async Task A_write_that_a_member_does_not_answer_names_the_member_and_what_it_stands_behind()
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        member.Put("horizontalpodautoscalers", Samples.Hpa());
        await test.ReadyAsync();
        await test.StepUntilAsync(() => test.Look("idc-a").Hpas.Length == 1);
        var look = test.Look("idc-a");
        member.Swallows = true;
        var error = await Should.ThrowAsync<TimeoutException>(() => test.EndAsync(test.Fleet.ScaleAsync("idc-a", KarmadaUnderTest.Web, 4, look.Workload.ResourceVersion, CancellationToken.None)));
        error.Message.ShouldStartWith("idc-a behind the proxy of ");
    }

    [Fact]
    public async Task A_Cluster_that_leaves_is_no_member_any_more()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        test.Join("idc-b");
        await test.ReadyAsync();
        test.Hub.Remove("clusters", new ObjectKey(null, "idc-b"));
        await test.StepUntilAsync(() => test.Fleet.Members.Length == 1);
        test.Fleet.Members[0].Name.ShouldBe("idc-a");
    }

    [Fact]
    public async Task A_cluster_that_the_placement_leaves_out_has_no_such_workload_for_us()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        test.Excluded["idc-a"] = "PropagationPolicy web: its taint gpu is not tolerated";
        test.Fleet.Look("idc-a", KarmadaUnderTest.Web).ShouldBeOfType<MemberView.Missing>().Reason.ShouldContain("taint gpu");
        test.Told.Clear();
        test.TellPolicies();
        test.Told.ShouldContain(new FleetChange(null, null));
    }

    [Fact]
    public async Task A_cluster_without_the_workload_could_hold_it_where_the_placement_lets_it()
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        await test.ReadyAsync();
        member.Remove("deployments", new ObjectKey("shop", "web"));
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Missing { IsPlaceable: true, Fit: 9 });
        // It is not in the member that it is to be created.
        var reason = ((MemberView.Missing)test.Fleet.Look("idc-a", KarmadaUnderTest.Web)).Reason;
        reason.ShouldContain("ResourceBinding shop/web-deployment");
        reason.ShouldNotContain("create it");
    }
}
