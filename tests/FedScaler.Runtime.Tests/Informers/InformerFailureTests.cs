using FedScaler.Kube.Watch;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerFailureTests
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

    [Fact]
    public async Task A_bookmark_moves_the_place_from_where_a_watch_goes_on()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        running.Server.Bookmark();
        await running.CaughtUpAsync();
        running.Server.ForgetHistory();

        running.Server.EndWatches();
        await Wait.UntilAsync(() => running.Server.Watches.Count == 2);

        running.Server.Watches[1].ResourceVersion.ShouldBe($"{running.Server.Revision}");
        running.Server.Lists.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_that_says_nothing_is_live_and_a_bookmark_is_a_contact()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        var listed = running.Time.GetUtcNow();
        running.Time.Advance(TimeSpan.FromMinutes(4));
        running.Status.Live.ShouldBeTrue();
        running.Status.LastContact.ShouldBe(listed);

        running.Server.Bookmark();
        await running.CaughtUpAsync();
        running.Status.LastContact.ShouldBe(listed + TimeSpan.FromMinutes(4));
        running.Told.ShouldBe("");
    }

    [Fact]
    public async Task A_change_of_status_is_told_and_a_mere_contact_is_not()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        await running.CaughtUpAsync();
        var told = new List<(InformerPhase, bool Live)>();
        running.Informer.StatusChanged += s => told.Add((s.Phase, s.Live));
        running.Server.Put("a");
        await running.CaughtUpAsync();
        told.ShouldBeEmpty();

        running.Server.EndWatches(new IOException("cut"));
        await running.PausedAsync();
        running.Time.Advance(TimeSpan.FromSeconds(0.8));
        await Wait.UntilAsync(() => running.Status.Live);
        told.ShouldBe([(InformerPhase.BackingOff, false), (InformerPhase.Watching, true)]);
    }

    [Fact]
    public async Task A_broken_watch_goes_on_where_it_broke_without_a_list()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        running.Server.Put("a");
        await running.CaughtUpAsync();

        running.Server.EndWatches(new HttpIOException(HttpRequestError.ResponseEnded, "cut"));
        (await running.PausedAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));
        running.Status.Live.ShouldBeFalse();
        running.Names.ShouldBe("a", "what was known is kept");
        running.Server.Put("b");
        running.Time.Advance(TimeSpan.FromSeconds(0.8));
        await running.CaughtUpAsync();

        running.Told.ShouldBe("+a +b");
        running.Server.Lists.Count.ShouldBe(1);
        await Wait.UntilAsync(() => running.Status.Live);
    }

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

        await StepUntilAsync(running, () => running.Status.ResourceVersion == $"{running.Server.Revision}");

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

        await StepUntilAsync(running, () => running.Server.Lists.Count >= 3);

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

        await StepUntilAsync(running, () => running.Server.Lists.Count == 3 && running.Status.Live);

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
        await StepUntilAsync(running, () => running.Status.Rewinds == 1 && running.Status.ResourceVersion == "101");

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
        await StepUntilAsync(running, () => running.Status.Rewinds == 1);

        running.Server.Lists.Select(l => l.ResourceVersion).ShouldBe(["0", null], "a list from a version that is no more would be refused");
        running.Informer.Get(kept.Key)!.Colour.ShouldBe("old");
    }

    [Fact]
    public async Task Failures_are_backed_off_twice_as_long_each_up_to_half_a_minute_and_start_again_after_two_healthy_minutes()
    {
        await using var running = new RunningInformer();
        running.Server.RefuseList = _ => new HttpRequestException("refused");
        running.Start();
        var pauses = new List<double>();
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await Wait.UntilAsync(() => running.Server.Lists.Count == attempt);
            pauses.Add((await running.PausedAsync()).TotalSeconds);
            if (attempt == 8) running.Server.RefuseList = _ => null;
            running.Time.Advance(TimeSpan.FromSeconds(pauses[^1]));
        }

        pauses.ShouldBe([0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30]);
        await Wait.UntilAsync(() => running.Server.OpenWatches == 1);
        running.Time.Advance(TimeSpan.FromMinutes(2));
        running.Server.EndWatches(new IOException("cut"));
        (await running.PausedAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));
    }

    [Fact]
    public async Task Backing_off_is_jittered_by_up_to_as_much_again()
    {
        await using var running = new RunningInformer(draw: 0.999);
        running.Server.RefuseList = _ => new HttpRequestException("refused");
        running.Start();
        (await running.PausedAsync()).TotalSeconds.ShouldBeInRange(1.599, 1.6);
    }

    [Fact]
    public async Task A_server_that_asks_for_time_is_given_it()
    {
        await using var running = new RunningInformer();
        running.Server.RefuseList = _ => Refusals.Of(429, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(17));
        running.Start();
        (await running.PausedAsync()).ShouldBe(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task A_pause_ends_at_once_when_somebody_has_reached_the_server()
    {
        await using var running = new RunningInformer();
        running.Server.RefuseList = _ => new HttpRequestException("refused");
        running.Start();
        await running.PausedAsync();
        running.Server.RefuseList = _ => null;

        running.Informer.RetryNow();

        await Wait.UntilAsync(() => running.Status.Live);
    }

    [Fact]
    public async Task An_empty_watch_of_less_than_a_second_is_a_failure_and_a_longer_one_is_not()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        running.Time.Advance(TimeSpan.FromSeconds(1));
        running.Server.EndWatches();
        await Wait.UntilAsync(() => running.Server.Watches.Count == 2 && running.Server.OpenWatches == 1);
        running.Status.Live.ShouldBeTrue();

        running.Server.EndWatches();
        (await running.PausedAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));
        running.Status.Live.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(0.9999, 600)]
    public async Task A_watch_is_asked_to_end_after_five_to_ten_minutes(double draw, int seconds)
    {
        await using var running = await new RunningInformer(draw: draw).StartSyncedAsync();
        running.Server.Watches[0].Timeout.ShouldBe(TimeSpan.FromSeconds(seconds));
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

    [Fact]
    public async Task A_wiped_server_is_followed_but_suspected_until_its_objects_are_back()
    {
        await using var running = await WipedAsync();
        running.Names.ShouldBe("");
        running.Status.Suspicious.ShouldBeTrue();

        running.Server.Put("a");
        await running.CaughtUpAsync();
        running.Status.Suspicious.ShouldBeTrue();
        running.Server.Put("b");
        await Wait.UntilAsync(() => !running.Status.Suspicious);
    }

    [Fact]
    public async Task A_suspicion_ends_with_time()
    {
        await using var running = await WipedAsync();
        running.Time.Advance(TimeSpan.FromMinutes(4.9));
        running.Status.Suspicious.ShouldBeTrue();
        running.Time.Advance(TimeSpan.FromMinutes(0.1));
        running.Status.Suspicious.ShouldBeFalse();
    }

    [Fact]
    public async Task Deletions_that_are_told_one_by_one_are_not_suspicious()
    {
        await using var running = new RunningInformer();
        foreach (var name in (string[])["a", "b", "c"]) running.Server.Put(name);
        await running.StartSyncedAsync();
        foreach (var name in (string[])["a", "b", "c"]) running.Server.Delete(name);
        await running.CaughtUpAsync();
        running.Status.Suspicious.ShouldBeFalse();
    }

    private static async Task<RunningInformer> WipedAsync()
    {
        var running = new RunningInformer();
        foreach (var name in (string[])["a", "b", "c"]) running.Server.Put(name);
        await running.StartSyncedAsync();
        bool? suspectedWhenTold = null;
        running.Informer.Subscribe(c => suspectedWhenTold = c.Kind == InformerChangeKind.Deleted ? running.Status.Suspicious : null);
        running.Server.Restore(200);
        running.Server.ForgetHistory();
        running.Server.EndWatches(new IOException("restarted"));
        await StepUntilAsync(running, () => running.Status.ResourceVersion == "200" && running.Server.OpenWatches == 1);
        suspectedWhenTold.ShouldBe(true, "whoever sees objects missing must see the warning");
        return running;
    }

    /// <summary>Moves the clock on from pause to pause.</summary>
    private static Task StepUntilAsync(RunningInformer running, Func<bool> condition) => Wait.UntilAsync(() =>
    {
        if (condition()) return true;
        if (running.Status.Phase == InformerPhase.BackingOff && running.Time.NextDue is { } due) running.Time.AdvanceTo(due);
        return condition();
    });
}
