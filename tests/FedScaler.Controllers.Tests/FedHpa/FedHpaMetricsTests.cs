using FedScaler.Controllers.Tests.Support;

namespace FedScaler.Controllers.Tests.FedHpas;

public sealed class FedHpaMetricsTests
{
    private const string Now = "2026-03-02T08:00:00Z";

    [Fact]
    public async Task A_split_is_counted_once_with_the_room_that_it_gave()
    {
        await using var rig = ClockRig.Start(Now);
        using var readings = new Readings(rig.Meter);

        await rig.SettleAsync();

        readings["fedscaler.fedhpa.decisions changed"].ShouldBe(1);
        readings["fedscaler.fedhpa.decisions unchanged"].ShouldBeGreaterThan(0);
        readings["fedscaler.fedhpa.decisions failed"].ShouldBe(0);
        readings["fedscaler.fedhpa.room.moved.replicas Resplit"].ShouldBe(60);
    }

    [Fact]
    public async Task A_paused_FedHPA_s_decisions_are_held_and_its_condition_shows()
    {
        await using var rig = ClockRig.Start(Now);
        rig.PutFedHpa(6, 60, paused: true);
        using var readings = new Readings(rig.Meter);

        await rig.SettleAsync();

        readings["fedscaler.fedhpa.decisions held"].ShouldBeGreaterThan(0);
        readings["fedscaler.fedhpa.decisions changed"].ShouldBe(0);
        readings.Refresh()["fedscaler.fedhpa.condition shop web Paused"].ShouldBe(1);
        readings["fedscaler.fedhpa.condition shop web Ready"].ShouldBe(0);
    }

    [Fact]
    public async Task Gauges_tell_bounds_shares_and_that_the_sum_is_the_maximum()
    {
        await using var rig = ClockRig.Start(Now);
        await rig.SettleAsync();
        using var readings = new Readings(rig.Meter).Refresh();

        (readings["fedscaler.fedhpa.effective.min_replicas shop web"], readings["fedscaler.fedhpa.effective.max_replicas shop web"]).ShouldBe((6, 60));
        readings["fedscaler.fedhpa.condition shop web Ready"].ShouldBe(1);
        readings["fedscaler.fedhpa.max_excess_replicas shop web"].ShouldBe(0);
        readings["fedscaler.fedhpa.unobserved.generations shop web"].ShouldBe(0);
        var shares = rig.FedHpaStatus.Clusters;
        shares.Count.ShouldBe(2);
        foreach (var share in shares)
        {
            readings[$"fedscaler.fedhpa.member.max_replicas shop web {share.Name}"].ShouldBe(share.MaxReplicas!.Value);
            readings[$"fedscaler.fedhpa.member.state shop web {share.Name} {share.State}"].ShouldBe(1);
        }
    }

    [Fact]
    public async Task Beyond_the_limit_a_FedHPA_has_no_series_for_its_members_and_is_counted_as_left_out()
    {
        await using var rig = ClockRig.Start(Now, maxMemberSeries: 1);
        await rig.SettleAsync();
        using var readings = new Readings(rig.Meter).Refresh();

        readings["fedscaler.fedhpa.unshown member"].ShouldBe(1);
        readings["fedscaler.fedhpa.unshown fedhpa"].ShouldBe(0);
        readings.Names.ShouldNotContain(name => name.StartsWith("fedscaler.fedhpa.member.", StringComparison.Ordinal));
        readings["fedscaler.fedhpa.condition shop web Ready"].ShouldBe(1);
    }
}
