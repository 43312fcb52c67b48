using FedScaler.Api.Common;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Support;

namespace FedScaler.Controllers.Tests.FedHpas;

/// <summary>A target that the federation says is not ours: it is told why, and nothing is written.</summary>
public sealed class ForeignTargetTests
{
    [Fact]
    public async Task Nothing_is_written_for_a_target_that_is_not_ours_and_the_condition_says_why()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:00:00Z");
        rig.Fleet.Conflict = new FleetConflict("OtherScheduler", "set spec.schedulerName of PropagationPolicy shop/web to fedscaler");
        await rig.SettleAsync();
        rig.Fleet.Writes.ShouldBeEmpty();
        var conflict = rig.FedHpaStatus.Conditions.Find("Conflict")!;
        (conflict.Status, conflict.Reason, conflict.Message).ShouldBe(("True", "OtherScheduler", "set spec.schedulerName of PropagationPolicy shop/web to fedscaler"));
        (rig.FedHpaStatus.Conditions.Find("Ready")!.Status, rig.FedHpaStatus.Conditions.Find("Ready")!.Reason).ShouldBe(("False", "Conflict"));

        rig.Fleet.Conflict = null;
        await rig.SettleAsync();
        rig.Fleet.Writes.ShouldNotBeEmpty();
        rig.FedHpaStatus.Conditions.Find("Conflict")!.Status.ShouldBe("False");
    }
}
