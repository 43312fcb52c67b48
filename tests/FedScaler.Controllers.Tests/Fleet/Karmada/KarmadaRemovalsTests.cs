using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Karmada.Support;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Tests.Fleet.Karmada;

public sealed class KarmadaRemovalsTests
{
    private static readonly RemovalSight Sight = new(KarmadaUnderTest.Web, TargetKind.Deployment, "scalein-uid", [], null);

    [Fact]
    public async Task An_HPA_that_a_Work_keeps_is_held_and_let_go_through_its_Work()
    {
        await using var test = await SharedAsync();
        var hold = new RemovalStep.HoldAutoscaler("idc-a", "web", 1, test.Look("idc-a").Hpas[0].ResourceVersion);
        await test.EndAsync(test.Fleet.Removals.TakeAsync(Sight, hold, CancellationToken.None));
        var held = test.HpaIn("idc-a")!;
        ((string?)held["metadata"]!["annotations"]!["fedscaler.io/held-by"]).ShouldBe("scalein-uid");
        ((string?)held["spec"]!["behavior"]!["scaleUp"]!["selectPolicy"]).ShouldBe("Disabled");
        ((int)held["spec"]!["maxReplicas"]!).ShouldBe(9);

        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Hpas: [{ HeldBy: "scalein-uid" }] });
        var release = new RemovalStep.ReleaseAutoscaler("idc-a", "web", 2, null, test.Look("idc-a").Hpas[0].ResourceVersion);
        await test.EndAsync(test.Fleet.Removals.TakeAsync(Sight, release, CancellationToken.None));
        var free = test.HpaIn("idc-a")!;
        free["metadata"]!["annotations"]!["fedscaler.io/held-by"].ShouldBeNull();
        free["spec"]!["behavior"].ShouldBeNull();
        ((int)free["spec"]!["minReplicas"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_hold_that_was_decided_from_another_state_of_the_Work_is_refused()
    {
        await using var test = await SharedAsync();
        var hold = new RemovalStep.HoldAutoscaler("idc-a", "web", 1, test.Look("idc-a").Hpas[0].ResourceVersion);
        await test.ApplyAsync("idc-a", 2, 8);
        (await Should.ThrowAsync<KubeApiException>(() => test.EndAsync(test.Fleet.Removals.TakeAsync(Sight, hold, CancellationToken.None)))).IsConflict.ShouldBeTrue();
        test.HpaIn("idc-a")!["metadata"]!["annotations"]!["fedscaler.io/held-by"].ShouldBeNull();
    }

    private static async Task<KarmadaUnderTest> SharedAsync()
    {
        var test = new KarmadaUnderTest();
        test.Join("idc-a");
        await test.ReadyAsync();
        await test.ApplyAsync("idc-a", 2, 9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        return test;
    }
}
