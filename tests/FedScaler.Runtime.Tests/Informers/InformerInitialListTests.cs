using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerInitialListTests
{
    [Fact]
    public async Task A_server_without_WatchList_is_listed()
    {
        await using var running = new RunningInformer(Widget.Options(watchList: true));
        running.Server.KnowsWatchList = false;
        running.Server.Put("a");

        await running.StartSyncedAsync();

        running.Names.ShouldBe("a");
        running.Server.Lists.ShouldHaveSingleItem().ResourceVersion.ShouldBe("0");
        running.Server.Watches.Count(w => w.SendInitialEvents).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_never_ends_the_initial_events_is_listed_after_a_while()
    {
        await using var running = new RunningInformer(Widget.Options(watchList: true));
        running.Server.IgnoresWatchList = true;
        running.Server.Put("a");
        running.Start();
        await Wait.UntilAsync(() => running.Server.OpenWatches == 1 && running.Time.NextDue is not null);
        running.Status.Synced.ShouldBeFalse();

        running.Time.Advance(TimeSpan.FromSeconds(30));

        await Wait.UntilAsync(() => running.Status.Synced);
        running.Names.ShouldBe("a");
        running.Server.Lists.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_that_ends_before_the_end_of_the_initial_events_changes_nothing()
    {
        await using var running = new RunningInformer(Widget.Options(watchList: true));
        running.Server.IgnoresWatchList = true;
        running.Server.Put("a");
        running.Start();
        await Wait.UntilAsync(() => running.Server.OpenWatches == 1);
        running.Server.EndWatches();

        await Wait.UntilAsync(() => running.Status.Phase == InformerPhase.BackingOff);
        running.Informer.Items.ShouldBeEmpty();
        running.Status.Synced.ShouldBeFalse();
    }
}
