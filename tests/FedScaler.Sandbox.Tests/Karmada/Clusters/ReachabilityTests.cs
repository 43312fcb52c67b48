using FedScaler.Sandbox.Karmada.Clusters;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Clusters;

public sealed class ReachabilityTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_look_counts_at_once(bool reached) => new Reachability().Judge(reached, null, Start).ShouldBe(reached);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_change_counts_when_it_is_thirty_seconds_old(bool before)
    {
        var memory = new Reachability();
        memory.Judge(before, null, Start);
        memory.Judge(!before, before, Start.AddSeconds(10)).ShouldBe(before);
        memory.Judge(!before, before, Start.AddSeconds(39)).ShouldBe(before);
        memory.Judge(!before, before, Start.AddSeconds(40)).ShouldBe(!before);
    }

    [Fact]
    public void What_changes_back_in_between_begins_anew()
    {
        var memory = new Reachability();
        memory.Judge(true, null, Start);
        memory.Judge(false, true, Start.AddSeconds(10));
        memory.Judge(true, true, Start.AddSeconds(30)).ShouldBeTrue();
        memory.Judge(false, true, Start.AddSeconds(40)).ShouldBeTrue();
        memory.Judge(false, true, Start.AddSeconds(69)).ShouldBeTrue();
        memory.Judge(false, true, Start.AddSeconds(70)).ShouldBeFalse();
    }
}
