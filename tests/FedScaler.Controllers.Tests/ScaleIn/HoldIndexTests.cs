using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Controllers.Tests.ScaleIns.Support;

namespace FedScaler.Controllers.Tests.ScaleIns;

public sealed class HoldIndexTests
{
    private static readonly ScaleInStatus Held = new() { Phase = ScaleInPhase.Pending, Fleet = new() { Hold = FleetHoldState.Held } };

    private static readonly ScaleInStatus Released = new() { Phase = ScaleInPhase.Completed, Fleet = new() { Hold = FleetHoldState.Released } };

    [Fact]
    public async Task A_hold_is_what_the_status_says_and_every_turn_of_it_is_told()
    {
        await using var rig = new ScaleInRig(("a", 5));
        var told = new List<TargetRef?>();
        rig.PutScaleIn("drop", ["a/web-0"]);
        await rig.CatchUpAsync();
        rig.Holds.Synced.ShouldBeTrue();
        rig.Holds.On(ScaleInRig.Web).ShouldBeNull();
        rig.Holds.Changed += told.Add;

        rig.SetStatus("drop", Held);
        await rig.CatchUpAsync();
        rig.Holds.On(ScaleInRig.Web).ShouldBe(new FleetHold(rig.Find()!.Metadata.Uid!, "drop"));
        rig.Holds.On(ScaleInRig.Web with { Name = "other" }).ShouldBeNull();
        told.ShouldBe([ScaleInRig.Web]);

        // It goes on, and holds all the while, also while it is being deleted.
        rig.SetStatus("drop", Held with { Phase = ScaleInPhase.Committed });
        await rig.CatchUpAsync();
        told.Count.ShouldBe(1);

        rig.SetStatus("drop", Released);
        await rig.CatchUpAsync();
        rig.Holds.On(ScaleInRig.Web).ShouldBeNull();
        told.ShouldBe([ScaleInRig.Web, ScaleInRig.Web]);
    }

    [Fact]
    public async Task A_ScaleIn_that_is_gone_holds_nothing()
    {
        await using var rig = new ScaleInRig(("a", 5));
        rig.PutScaleIn("drop", ["a/web-0"]);
        rig.SetStatus("drop", Held);
        await rig.CatchUpAsync();
        rig.Holds.On(ScaleInRig.Web).ShouldNotBeNull();

        rig.Delete();
        await rig.CatchUpAsync();
        rig.Holds.On(ScaleInRig.Web).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_holds_all_agree_on_the_older()
    {
        await using var rig = new ScaleInRig(("a", 5));
        rig.PutScaleIn("younger", ["a/web-0"], created: ScaleInRig.Began.AddSeconds(1));
        rig.PutScaleIn("zolder", ["a/web-1"], created: ScaleInRig.Began);
        rig.SetStatus("younger", Held);
        rig.SetStatus("zolder", Held);
        await rig.CatchUpAsync();
        rig.Holds.On(ScaleInRig.Web)!.Name.ShouldBe("zolder");
    }
}
