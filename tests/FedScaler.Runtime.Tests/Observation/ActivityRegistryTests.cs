using FedScaler.Runtime.Observation;
using FedScaler.Runtime.Queues;
using NSubstitute;

namespace FedScaler.Runtime.Tests.Observation;

public sealed class ActivityRegistryTests
{
    private readonly ActivityRegistry _registry = new();

    [Theory]
    [InlineData(0, 0, 5, 0, true)]
    [InlineData(1, 0, 0, 0, false)]
    [InlineData(0, 1, 0, 0, false)]
    [InlineData(0, 0, 0, 1, false)]
    public void Quiet_is_when_only_the_clock_can_set_anything_off(int ready, int processing, int delayed, int pending, bool quiet)
    {
        var queue = Substitute.For<IQueueActivity>();
        queue.Counts.Returns(new QueueCounts(ready, processing, delayed));
        var work = Substitute.For<IBackgroundWork>();
        work.Pending.Returns(pending);
        using (_registry.Add(queue))
        using (_registry.Add(work))
        {
            _registry.IsQuiet.ShouldBe(quiet);
            _registry.Queues.ShouldHaveSingleItem().ShouldBeSameAs(queue);
            _registry.BackgroundWork.ShouldHaveSingleItem().ShouldBeSameAs(work);
        }

        _registry.IsQuiet.ShouldBeTrue("what has ended is not asked");
        _registry.Queues.ShouldBeEmpty();
    }
}
