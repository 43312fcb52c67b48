using FedScaler.Kube.Watch;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerRelistTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_forgotten_version_costs_one_list_whose_difference_is_told(bool inTheStream, bool watchList)
    {
        await using var running = new RunningInformer(Widget.Options(watchList), draw: 0.5);
        running.Server.ExpiresInTheStream = inTheStream;
        foreach (var name in (string[])["gone", "same", "changed"]) running.Server.Put(name);
        await running.StartSyncedAsync();
        var same = running.Informer.Get(new("shop", "same"));
        running.Time.Advance(TimeSpan.FromMinutes(5));
        var told = running.Changes.Count;

        running.Server.EndWatches(new IOException("cut"));
        running.Server.Delete("gone");
        running.Server.Put("changed", "blue");
        running.Server.Put("new");
        running.Server.ForgetHistory();
        await running.PausedAsync();
        running.Time.Advance(TimeSpan.FromSeconds(1.2));
        await Wait.UntilAsync(() => running.Status.LastError?.Contains("410", StringComparison.Ordinal) == true);
        (await running.PausedAsync()).ShouldBe(TimeSpan.FromSeconds(1), "lists are spread, not backed off");
        running.Time.Advance(TimeSpan.FromSeconds(2));
        await running.CaughtUpAsync();

        running.Names.ShouldBe("changed new same");
        running.Changes.Skip(told).Select(c => $"{c.Kind} {c.Object.Name}").ShouldBe(["Deleted gone", "Updated changed", "Added new"], ignoreOrder: true);
        running.Informer.Get(new("shop", "same")).ShouldBeSameAs(same, "what did not change keeps its instance");
    }

    [Fact]
    public async Task A_namesake_found_by_a_list_is_told_as_deleted_and_added()
    {
        await using var running = new RunningInformer();
        var old = running.Server.Put("a");
        await running.StartSyncedAsync();
        running.Server.EndWatches(new IOException("cut"));
        running.Server.Delete("a");
        var next = running.Server.Put("a");
        running.Server.ForgetHistory();

        await running.StepUntilAsync(() => running.Status.ResourceVersion == $"{running.Server.Revision}");

        running.Told.ShouldBe("+a -a +a");
        running.Changes[1].Old!.Uid.ShouldBe(old.Uid);
        running.Changes[2].New!.Uid.ShouldBe(next.Uid);
    }

    [Fact]
    public async Task A_namesake_whose_deletion_was_never_told_is_deleted_and_added()
    {
        await using var running = new RunningInformer();
        running.Server.Put("a");
        await running.StartSyncedAsync();

        running.Server.Send(new WatchEvent<Widget>(WatchEventType.Modified, new Widget("a", "another", "500"), "500"));
        await Wait.UntilAsync(() => running.Status.ResourceVersion == "500");

        running.Told.ShouldBe("+a -a +a");
    }

    [Fact]
    public async Task A_list_that_fails_leaves_the_cache_as_it_is()
    {
        await using var running = new RunningInformer();
        running.Server.Put("a");
        await running.StartSyncedAsync();
        running.Server.RefuseList = _ => new IOException("cut mid-body");
        running.Server.Delete("a");
        await running.CaughtUpAsync();
        running.Server.Put("b");
        await running.CaughtUpAsync();
        running.Server.ForgetHistory();
        running.Server.EndWatches(Refusals.Expired());

        await running.StepUntilAsync(() => running.Server.Lists.Count >= 3);

        running.Names.ShouldBe("b");
        running.Status.Synced.ShouldBeTrue();
        running.Status.Live.ShouldBeFalse();
    }

    [Theory]
    [InlineData(410)]
    [InlineData(504)]
    public async Task A_list_from_an_own_version_that_is_refused_is_asked_for_again_from_the_newest(int code)
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        running.Server.RefuseList = o => o.ResourceVersion is null ? null : code == 410 ? Refusals.Expired() : Refusals.TooLarge();
        running.Server.Put("a");
        await running.CaughtUpAsync();
        running.Server.EndWatches(Refusals.Expired());

        await running.StepUntilAsync(() => running.Server.Lists.Count == 3 && running.Status.Live);

        running.Server.Lists.Select(l => l.ResourceVersion).ShouldBe(["0", $"{running.Server.Revision}", null]);
        running.Names.ShouldBe("a");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_restored_from_an_older_state_is_listed_anew(bool watchList)
    {
        await using var running = new RunningInformer(Widget.Options(watchList));
        var kept = running.Server.Put("kept");
        await running.StartSyncedAsync();
        running.Server.Put("lost");
        await running.CaughtUpAsync();
        var mark = running.Informer.Mark(new("shop", "lost"), "100000");
        running.Informer.HasSeen(mark).ShouldBeFalse();

        running.Server.Restore(101, kept);
        running.Server.EndWatches(new IOException("restarted"));
        await running.StepUntilAsync(() => running.Status.Rewinds == 1 && running.Status.ResourceVersion == "101");

        running.Names.ShouldBe("kept");
        running.Informer.HasSeen(mark).ShouldBeTrue("a write from before the rewind is waited for no longer");
    }

    [Fact]
    public async Task An_event_older_than_what_is_known_means_that_the_server_went_back()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        running.Server.Put("a");
        await running.CaughtUpAsync();
        var kept = new Widget("a", "uid-1", "50", "old");
        running.Server.Restore(60, kept);

        running.Server.Send(new WatchEvent<Widget>(WatchEventType.Modified, kept, "50"));
        await running.StepUntilAsync(() => running.Status.Rewinds == 1);

        running.Server.Lists.Select(l => l.ResourceVersion).ShouldBe(["0", null], "a list from a version that is no more would be refused");
        running.Informer.Get(kept.Key)!.Colour.ShouldBe("old");
    }

    [Fact]
    public async Task The_whole_list_is_compared_now_and_then_where_that_is_wanted()
    {
        await using var running = await new RunningInformer(Widget.Options() with { RelistEvery = TimeSpan.FromHours(1) }).StartSyncedAsync();
        running.Time.Advance(TimeSpan.FromMinutes(59));
        running.Server.EndWatches();
        await Wait.UntilAsync(() => running.Server.Watches.Count == 2);
        running.Server.Lists.Count.ShouldBe(1);
        running.Time.Advance(TimeSpan.FromMinutes(1));
        running.Server.EndWatches();
        await Wait.UntilAsync(() => running.Server.Watches.Count == 3);
        running.Server.Lists.Count.ShouldBe(2);
    }
}
