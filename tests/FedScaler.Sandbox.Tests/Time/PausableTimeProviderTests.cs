using FedScaler.Sandbox.Time;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Time;

public sealed class PausableTimeProviderTests
{
    private readonly SimulatedTimeProvider _world = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void While_it_is_stopped_it_stands_still_and_fires_nothing_and_then_all_at_once()
    {
        var clock = new PausableTimeProvider(_world);
        var fired = new List<int>();
        using var first = clock.CreateTimer(_ => fired.Add(1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var second = clock.CreateTimer(_ => fired.Add(2), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var later = clock.CreateTimer(_ => fired.Add(3), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
        var (started, stopped) = (clock.GetTimestamp(), clock.GetUtcNow());

        clock.Stop();
        _world.Advance(TimeSpan.FromMinutes(1));
        fired.ShouldBeEmpty();
        clock.GetUtcNow().ShouldBe(stopped);
        clock.GetElapsedTime(started).ShouldBe(TimeSpan.Zero);

        clock.Continue();
        fired.ShouldBe([1, 2]);
        clock.GetElapsedTime(started).ShouldBe(TimeSpan.FromMinutes(1));
        clock.GetUtcNow().ShouldBe(_world.GetUtcNow());
        _world.Advance(TimeSpan.FromMinutes(1));
        fired.ShouldBe([1, 2, 3]);
    }
}
