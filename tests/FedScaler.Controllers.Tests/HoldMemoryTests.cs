using FedScaler.Controllers.ScaleIns;
using FedScaler.Sandbox.Time;

namespace FedScaler.Controllers.Tests;

public sealed class HoldMemoryTests
{
    private static readonly FleetHold Drop = new("uid-drop", "drop");

    private readonly SimulatedTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_hold_is_confirmed_once_nothing_is_under_way_and_stays_so_whatever_the_ScaleIn_writes()
    {
        var memory = new HoldMemory(_clock);
        memory.Confirm(null, "uid-drop", pending: false).ShouldBeNull();
        memory.Confirm(Drop, null, pending: true).ShouldBeNull();
        memory.Confirm(Drop, null, pending: false).ShouldBe("uid-drop");
        memory.Confirm(Drop, "uid-drop", pending: true).ShouldBe("uid-drop");
        memory.Confirm(Drop, "uid-of-another", pending: true).ShouldBeNull();
    }

    [Fact]
    public void A_write_without_an_answer_is_waited_for()
    {
        var memory = new HoldMemory(_clock);
        memory.NoteDoubt();
        memory.Confirm(Drop, null, pending: false).ShouldBeNull();
        _clock.Advance(HoldMemory.Doubt);
        memory.Confirm(Drop, null, pending: false).ShouldBe("uid-drop");
    }

    [Fact]
    public void What_is_behind_is_waited_for_with_patience_each_time_anew()
    {
        var memory = new HoldMemory(_clock);
        memory.Awaits(behind: true).ShouldBeTrue();
        _clock.Advance(HoldMemory.Patience);
        memory.Awaits(behind: true).ShouldBeFalse();
        memory.Awaits(behind: false).ShouldBeFalse();
        memory.Awaits(behind: true).ShouldBeTrue();
    }
}
