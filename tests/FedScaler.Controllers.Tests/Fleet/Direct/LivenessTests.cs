using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Support;

namespace FedScaler.Controllers.Tests.Fleet.Direct;

public sealed class LivenessTests
{
    private static readonly TimeSpan SilentWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_member_that_answers_is_live_and_says_which_cluster_it_is()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a", "uid-a");
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a"));

        test.Member("idc-a").ClusterUid.ShouldBe("uid-a");
        test.Member("idc-a").Labels["region"].ShouldBe("shanghai");
        await test.StepUntilAsync(() => test.Condition("idc-a", "Ready", "status") == "True");
    }

    [Fact]
    public async Task A_member_that_was_never_reached_says_so()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a").Swallows = true;
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Synced && test.Fleet.Members.Length == 1);
        test.Member("idc-a").Reason.ShouldBe("not reached yet");
        await test.StepAsync(SilentWithin);
        test.Member("idc-a").Live.ShouldBeFalse();
        test.Member("idc-a").Reason!.ShouldStartWith("not reached yet: ");
        test.Member("idc-a").SilentSince.ShouldBeNull();
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("refused after retries")]
    [InlineData("swallowed")]
    [InlineData("not ready")]
    public async Task A_member_is_silent_within_ten_seconds_however_it_went(string how)
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a"));
        var lastContact = test.Member("idc-a").LastContact;
        if (how == "refused after retries") member.BeforeRefusal = token => Task.Delay(TimeSpan.FromSeconds(3.8), test.Clock, token);
        (member.Refuses, member.Swallows, member.NotReady) = (how.StartsWith("refused", StringComparison.Ordinal), how == "swallowed", how == "not ready");

        (await test.StepUntilAsync(() => !test.IsLive("idc-a"))).ShouldBeLessThanOrEqualTo(SilentWithin);
        test.Member("idc-a").SilentSince.ShouldNotBeNull();
        test.Member("idc-a").SilentSince!.Value.ShouldBeGreaterThanOrEqualTo(lastContact!.Value);
        test.Fleet.Look("idc-a", FleetUnderTest.Web).ShouldBeOfType<MemberView.Unknown>();
        await test.StepUntilAsync(() => test.Condition("idc-a", "Ready", "status") == "False");
        await test.StepUntilAsync(() => test.Events.Any(e => e.StartsWith("idc-a Warning", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_bad_answer_alone_makes_no_member_silent()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a"));
        var contact = test.Member("idc-a").LastContact;
        member.NotReady = true;
        await test.StepAsync(contact!.Value + TimeSpan.FromSeconds(4.1) - test.Clock.GetUtcNow());
        member.NotReady = false;
        await test.StepAsync(TimeSpan.FromSeconds(20));
        test.IsLive("idc-a").ShouldBeTrue();
        test.Events.ShouldNotContain(e => e.Contains("Warning"));
    }

    [Fact]
    public async Task A_member_that_comes_back_is_believed_after_three_good_probes()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a"));
        member.Refuses = true;
        await test.StepUntilAsync(() => !test.IsLive("idc-a"));
        await test.StepAsync(TimeSpan.FromSeconds(30));
        member.Refuses = false;

        var back = await test.StepUntilAsync(() => test.IsLive("idc-a"));
        back.ShouldBeGreaterThan(TimeSpan.FromSeconds(7), "three probes, four seconds apart");
        back.ShouldBeLessThan(TimeSpan.FromSeconds(45));
        test.Member("idc-a").SilentSince.ShouldBeNull();
    }

    [Fact]
    public async Task Watches_that_hang_after_a_silence_are_not_believed_but_opened_anew()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present);
        (member.HoldsWatchesBack, member.Swallows) = (true, true);
        await test.StepUntilAsync(() => !test.IsLive("idc-a"));
        member.Put("deployments", Samples.Deployment(replicas: 7));
        (member.HoldsWatchesBack, member.Swallows) = (false, false);

        await test.StepUntilAsync(() => test.IsLive("idc-a"));
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present { Workload.Replicas: 7 });
        // Nobody waits for the end of the hung connection.
        await test.StepUntilAsync(() => Volatile.Read(ref member.OpenClients) == 1);
    }

    [Fact]
    public async Task A_watch_that_hangs_beside_good_probes_is_opened_anew_from_where_it_came_to()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present { Fit: not null });
        var lists = Volatile.Read(ref member.Lists);
        member.HoldsWatchesBack = true;
        await test.StepAsync(TimeSpan.FromSeconds(1));
        member.HoldsWatchesBack = false;
        member.Put("deployments", Samples.Deployment(replicas: 7));

        (await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present { Workload.Replicas: 7 }))
            .ShouldBeInRange(TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(100));
        Volatile.Read(ref member.Lists).ShouldBe(lists, "nothing is listed for it");
        Volatile.Read(ref member.ClientsMade).ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_member_delays_no_other()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a").Swallows = true;
        test.AddMember("idc-b", "uid-b");
        test.Start();
        (await test.StepUntilAsync(() => test.IsLive("idc-b"))).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_are_named_with_their_mend()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a").Unauthorized = true;
        test.Start();
        await test.StepUntilAsync(() => test.Condition("idc-a", "Ready", "reason") == "Unauthorized");
        test.Condition("idc-a", "Ready", "message")!.ShouldContain("Secret idc-a in namespace fedscaler-system, key kubeconfig");
    }

    [Fact]
    public async Task A_fleet_with_nothing_to_do_writes_next_to_nothing()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        test.Start();
        await test.StepUntilAsync(() => test.Condition("idc-a", "CapacityKnown", "status") == "True");
        await test.StepAsync(TimeSpan.FromSeconds(12));
        var before = test.Hub.Writes.Count;
        await test.StepAsync(TimeSpan.FromMinutes(4));
        test.Hub.Writes.Count.ShouldBe(before);
        member.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Status_shows_what_the_nodes_hold()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a");
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        test.Start();
        JsonNode? Status() => test.Hub.Find("memberclusters", new FedScaler.Kube.Models.ObjectKey(null, "idc-a"))?["status"];
        await test.StepUntilAsync(() => Status()?["capacity"]?["requested"]?["cpu"] is not null);
        var capacity = Status()!["capacity"]!;
        capacity["nodes"]!.GetValue<int>().ShouldBe(2);
        capacity["allocatable"]!["cpu"]!.GetValue<string>().ShouldBe("12");
        capacity["requested"]!["cpu"]!.GetValue<string>().ShouldBe("3");
        Status()!["kubernetesVersion"]!.GetValue<string>().ShouldBe("v1.36.2");
        Status()!["clusterUID"]!.GetValue<string>().ShouldBe("uid-a");
    }
}
