using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Karmada.Support;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Blind;

public sealed class BlindLookTests
{
    [Fact]
    public async Task A_member_whose_proxy_is_forbidden_is_known_by_what_Karmada_sums_up()
    {
        await using var test = await BlindAsync();
        var member = test.Member("idc-a");
        member.Live.ShouldBeTrue();
        member.Unseen!.ShouldContain("clusters/proxy");
        member.LastContact.ShouldBe(new DateTimeOffset(2026, 2, 28, 23, 10, 0, TimeSpan.Zero));
        test.Events.ShouldContain(told => told.StartsWith("idc-a Warning ProxyRefused", StringComparison.Ordinal));

        test.Reports["idc-a"] = new WorkloadView("", "", 4, 3, 0, "");
        var view = test.Look("idc-a");
        (view.Workload.Replicas, view.Workload.Ready).ShouldBe((4, 3));
        view.WhyFixed!.ShouldContain("bind verb * on clusters/proxy");
        // 24 CPUs, 5 bound and 1 waiting: 18 more of one CPU each, fragments or not.
        (view.Free, view.Fit).ShouldBe((18, 22));
    }

    [Fact]
    public async Task Without_a_report_there_is_no_workload_and_it_could_be_placed()
    {
        await using var test = await BlindAsync();
        var missing = test.Fleet.Look("idc-a", KarmadaUnderTest.Web).ShouldBeOfType<MemberView.Missing>();
        (missing.IsPlaceable, missing.Fit).ShouldBe((true, 18));
    }

    [Fact]
    public async Task A_share_counts_once_Karmada_says_that_it_is_applied()
    {
        await using var test = await BlindAsync();
        test.Reports["idc-a"] = new WorkloadView("", "", 3, 3, 0, "");
        var written = await test.ApplyAsync("idc-a", 2, 9);
        written.MaxReplicas.ShouldBe(9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Hpas: [{ MinReplicas: 2, MaxReplicas: 9, Owner: "shop/web" }] });
    }

    [Fact]
    public async Task Nothing_is_scaled_or_removed_there_and_the_reason_is_told()
    {
        await using var test = await BlindAsync();
        (await Should.ThrowAsync<InvalidOperationException>(() => test.Fleet.ScaleAsync("idc-a", KarmadaUnderTest.Web, 3, "1", CancellationToken.None)))
            .Message.ShouldContain("clusters/proxy");
        var seen = await test.Fleet.Removals.LookAsync("idc-a", new RemovalSight(KarmadaUnderTest.Web, TargetKind.Deployment, "id", ["web-0"], null), CancellationToken.None);
        seen.IsReachable.ShouldBeFalse();
        seen.Barrier!.ShouldContain("clusters/proxy");
    }

    [Fact]
    public async Task A_member_that_Karmada_calls_not_ready_is_silent_since_then()
    {
        await using var test = await BlindAsync();
        test.Hub.Put("clusters", KarmadaSamples.Cluster("idc-a", ready: "False"));
        await test.StepUntilAsync(() => !test.IsLive("idc-a"));
        test.Member("idc-a").SilentSince.ShouldBe(new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Once_the_proxy_is_allowed_everything_is_seen()
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        member.Forbid("/readyz");
        test.Fleet.Track(KarmadaUnderTest.Web);
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a") && test.Member("idc-a").Unseen is not null);
        member.Allow("/readyz");
        await test.StepUntilAsync(() => test.Member("idc-a").Unseen is null && test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Fit: 12 });
    }

    private static async Task<KarmadaUnderTest> BlindAsync()
    {
        var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        foreach (var what in new[] { "/readyz", "nodes", "pods", "deployments", "horizontalpodautoscalers", "namespaces", "/apis/apps/v1" }) member.Forbid(what);
        test.Fleet.Track(KarmadaUnderTest.Web);
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a") && !test.Events.IsEmpty && test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is not MemberView.Unknown);
        return test;
    }
}
