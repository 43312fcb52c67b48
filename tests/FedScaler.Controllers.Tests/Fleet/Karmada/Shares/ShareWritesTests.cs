using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Karmada.Support;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Shares;

public sealed class ShareWritesTests
{
    private static readonly TargetRef Web = KarmadaUnderTest.Web;

    [Fact]
    public async Task A_share_travels_as_a_Work_of_one_manifest_and_is_written_once_the_member_shows_it()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        test.Karmada.Carries = false;
        var write = test.Fleet.ApplyHpaAsync("idc-a", test.Document("idc-a", 2, 9), CancellationToken.None);
        await test.StepUntilAsync(() => test.Work("idc-a") is not null);
        await test.StepAsync(TimeSpan.FromSeconds(1));
        write.IsCompleted.ShouldBeFalse();
        test.Fleet.Look("idc-a", Web).ShouldBeOfType<MemberView.Unknown>().Pending.ShouldBeTrue();

        test.Karmada.Carries = true;
        var written = await test.EndAsync(write);
        (written.MinReplicas, written.MaxReplicas, written.Owner).ShouldBe((2, 9, "shop/web"));
        var work = test.Work("idc-a")!;
        work["metadata"]!["finalizers"]!.AsArray().Select(static name => (string?)name).ShouldBe(["karmada.io/execution-controller"]);
        var manifest = work["spec"]!["workload"]!["manifests"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)manifest["metadata"]!["labels"]!["karmada.io/managed"]).ShouldBe("true");
        ((string?)manifest["metadata"]!["annotations"]!["work.karmada.io/namespace"]).ShouldBe("karmada-es-idc-a");
        ((string?)manifest["metadata"]!["annotations"]!["work.karmada.io/name"]).ShouldBe("fedscaler-hpa.shop.web");
        manifest["metadata"]!["annotations"]!["work.karmada.io/conflict-resolution"].ShouldBeNull();
        test.Hub.Writes.ShouldBe(["Apply works/karmada-es-idc-a/fedscaler-hpa.shop.web by fedscaler-fedhpa"]);
        test.Hub.List("horizontalpodautoscalers", null).Items.ShouldBeEmpty();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MinReplicas: 2, MaxReplicas: 9 }] });
    }

    [Fact]
    public async Task A_share_that_is_not_taken_in_in_time_is_an_error_and_keeps_the_member_as_it_is()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        await test.ApplyAsync("idc-a", 2, 9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        test.Karmada.Carries = false;
        var error = await Should.ThrowAsync<TimeoutException>(() => test.ApplyAsync("idc-a", 2, 5));
        error.Message.ShouldContain("idc-a has not taken it in yet");
        test.Fleet.Look("idc-a", Web).ShouldBeOfType<MemberView.Unknown>().Pending.ShouldBeTrue();

        // When it has gone on for too long to be the way of things, it is told.
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Unknown { Pending: false, Reason: var why } && why.Contains("has not taken that in yet"));
        test.Karmada.Carries = true;
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 5 }] });
    }

    [Fact]
    public async Task What_was_decided_from_another_state_is_refused()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        var none = test.Document("idc-a", 1, 4);
        await test.ApplyAsync("idc-a", 2, 9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        var first = test.Document("idc-a", 1, 4);
        await test.ApplyAsync("idc-a", 2, 8);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 8 }] });

        foreach (var outdated in new[] { none, first })
            (await Should.ThrowAsync<KubeApiException>(() => test.EndAsync(test.Fleet.ApplyHpaAsync("idc-a", outdated, CancellationToken.None)))).IsConflict.ShouldBeTrue();
        test.Look("idc-a").Hpas.ShouldHaveSingleItem().MaxReplicas.ShouldBe(8);
    }

    [Fact]
    public async Task What_Karmada_cannot_apply_is_an_error_with_its_words_and_a_new_Work_is_taken_back()
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        await test.ReadyAsync();
        var document = test.Document("idc-a", 1, 4);
        member.Put("horizontalpodautoscalers", Samples.Hpa());
        var error = await Should.ThrowAsync<InvalidOperationException>(() => test.EndAsync(test.Fleet.ApplyHpaAsync("idc-a", document, CancellationToken.None)));
        error.Message.ShouldContain("not managed by Karmada");
        test.Work("idc-a").ShouldBeNull();
        ((int)test.HpaIn("idc-a")!["spec"]!["maxReplicas"]!).ShouldBe(10);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ Owner: null }] });
    }

    [Fact]
    public async Task A_share_that_Karmada_fails_to_change_counts_as_in_force_and_is_written_anew()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        await test.ApplyAsync("idc-a", 2, 9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        test.Karmada.Fails = "metrics must not be that";
        (await Should.ThrowAsync<InvalidOperationException>(() => test.ApplyAsync("idc-a", 2, 12))).Message.ShouldContain("metrics must not be that");
        test.Work("idc-a").ShouldNotBeNull();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 12, DocumentHash: null }] });

        test.Karmada.Fails = null;
        await test.ApplyAsync("idc-a", 2, 11);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 11, DocumentHash: "document" }] });
    }

    [Fact]
    public async Task A_members_own_HPA_is_taken_over_and_given_back_as_it_was()
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        member.Put("horizontalpodautoscalers", Samples.Hpa(min: 3, max: 7));
        await test.ReadyAsync();
        await test.StepUntilAsync(() => test.Look("idc-a").Hpas.Length == 1);
        var adopted = test.Look("idc-a").Hpas[0].Spec!.ToJsonString();
        await test.ApplyAsync("idc-a", 2, 9, adopted);
        ((string?)test.HpaIn("idc-a")!["metadata"]!["annotations"]!["fedscaler.io/owner"]).ShouldBe("shop/web");

        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        await test.EndAsync(test.Fleet.RestoreHpaAsync("idc-a", Web, "web", test.Look("idc-a").Hpas[0].AdoptedSpec!, CancellationToken.None));
        test.Work("idc-a").ShouldBeNull();
        var hpa = test.HpaIn("idc-a")!;
        ((int)hpa["spec"]!["minReplicas"]!, (int)hpa["spec"]!["maxReplicas"]!).ShouldBe((3, 7));
        hpa["metadata"]!["annotations"]!["fedscaler.io/owner"].ShouldBeNull();
        hpa["metadata"]!["annotations"]!["fedscaler.io/adopted-spec"].ShouldBeNull();
    }

    [Fact]
    public async Task An_HPA_that_changed_since_it_was_looked_at_is_not_taken_over()
    {
        await using var test = new KarmadaUnderTest();
        var member = test.Join("idc-a");
        member.Put("horizontalpodautoscalers", Samples.Hpa());
        await test.ReadyAsync();
        await test.StepUntilAsync(() => test.Look("idc-a").Hpas.Length == 1);
        var document = test.Document("idc-a", 2, 9, "{}");
        member.Put("horizontalpodautoscalers", Samples.Hpa(max: 6));
        (await Should.ThrowAsync<KubeApiException>(() => test.EndAsync(test.Fleet.ApplyHpaAsync("idc-a", document, CancellationToken.None)))).IsConflict.ShouldBeTrue();
        test.Work("idc-a").ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_share_is_gone_from_the_member_when_the_call_returns()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        await test.ApplyAsync("idc-a", 2, 9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        await test.EndAsync(test.Fleet.DeleteHpaAsync("idc-a", Web, test.Look("idc-a").Hpas[0], CancellationToken.None));
        test.HpaIn("idc-a").ShouldBeNull();
        test.Work("idc-a").ShouldBeNull();
        test.Look("idc-a").Hpas.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_share_that_is_let_go_stands_in_the_member_and_no_Work_is_over_it()
    {
        await using var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        await test.ApplyAsync("idc-a", 2, 9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        await test.EndAsync(test.Fleet.ReleaseHpaAsync("idc-a", Web, test.Look("idc-a").Hpas[0], CancellationToken.None));
        test.Work("idc-a").ShouldBeNull();
        ((int)test.HpaIn("idc-a")!["spec"]!["maxReplicas"]!).ShouldBe(9);
        // By its mark it is known again, and taken up by a Work as if there had been one all the time.
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", Web) is MemberView.Present { Hpas: [{ Owner: "shop/web" }] });
        await test.ApplyAsync("idc-a", 2, 6);
        ((int)test.HpaIn("idc-a")!["spec"]!["maxReplicas"]!).ShouldBe(6);
    }
}
