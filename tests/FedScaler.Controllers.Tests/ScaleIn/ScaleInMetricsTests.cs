using FedScaler.Controllers.Tests.ScaleIns.Support;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.ScaleIns;

public sealed class ScaleInMetricsTests
{
    [Fact]
    public async Task Every_series_is_there_from_the_start()
    {
        await using var rig = new ScaleInRig(("a", 5));
        foreach (var reason in Enum.GetNames<RefusalReason>()) rig.Measured[$"fedscaler.scalein.refusals {reason}"].ShouldBe(0);
        (rig.Measured["fedscaler.scalein.collateral Exact"], rig.Measured["fedscaler.scalein.collateral BestEffort"]).ShouldBe((0, 0));
    }

    [Fact]
    public async Task An_end_is_counted_once_with_its_phase_and_mode_and_a_refusal_by_its_reason()
    {
        await using var rig = new ScaleInRig(("a", 5));
        rig.PutScaleIn("drop", ["a/web-0"]);
        await rig.StepAsync();
        rig.ReadGauges();
        rig.Measured["fedscaler.scalein.in_progress"].ShouldBe(1);

        await rig.RunToEndAsync();
        rig.PutScaleIn("unknown", ["nowhere/web-0"]);
        await rig.RunToEndAsync("unknown");
        await rig.RestartAsync();
        await rig.StepAsync();

        rig.ReadGauges();
        rig.Measured["fedscaler.scalein.in_progress"].ShouldBe(0);
        rig.Measured["fedscaler.scalein.duration Completed Shrink"].ShouldBe(1);
        rig.Measured["fedscaler.scalein.duration Refused Shrink"].ShouldBe(1);
        rig.Measured["fedscaler.scalein.refusals UnknownCluster"].ShouldBe(1);
        rig.Measured["fedscaler.scalein.collateral Exact"].ShouldBe(0);
    }
}
