using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerWatchTests
{
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
    public async Task A_watch_that_gives_not_even_a_bookmark_for_long_is_opened_anew_from_where_it_came_to()
    {
        var quiet = TimeSpan.FromSeconds(90);
        await using var running = await new RunningInformer(Widget.Options() with { LongestQuiet = quiet }).StartSyncedAsync();
        running.Time.Advance(quiet - TimeSpan.FromSeconds(1));
        running.Server.Bookmark();
        await running.CaughtUpAsync();
        running.Time.Advance(quiet - TimeSpan.FromSeconds(1));
        running.Server.Watches.Count.ShouldBe(1);

        running.Time.Advance(TimeSpan.FromSeconds(1));
        await Wait.UntilAsync(() => running.Server.Watches.Count == 2 && running.Server.OpenWatches == 1);
        running.Server.Watches[1].ResourceVersion.ShouldBe($"{running.Server.Revision}");
        running.Server.Lists.Count.ShouldBe(1);
        running.Status.Live.ShouldBeTrue();
        running.Told.ShouldBe("");
    }

    [Fact]
    public async Task A_change_of_status_is_told_and_a_mere_contact_is_not()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        await running.CaughtUpAsync();
        var told = new List<(InformerPhase, bool Live)>();
        var count = 0;
        running.Informer.StatusChanged += s =>
        {
            told.Add((s.Phase, s.Live));
            Interlocked.Increment(ref count);
        };
        running.Server.Put("a");
        await running.CaughtUpAsync();
        told.ShouldBeEmpty();

        running.Server.EndWatches(new IOException("cut"));
        await running.PausedAsync();
        running.Time.Advance(TimeSpan.FromSeconds(0.8));
        // The status is there before it is told.
        await Wait.UntilAsync(() => Volatile.Read(ref count) == 2);
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
    public async Task A_watch_that_is_renewed_goes_on_where_it_came_to_without_a_list_or_a_failure()
    {
        await using var running = await new RunningInformer().StartSyncedAsync();
        running.Server.Put("a");
        await running.CaughtUpAsync();
        var told = new List<InformerStatus>();
        running.Informer.StatusChanged += told.Add;

        running.Informer.RenewWatch();
        await Wait.UntilAsync(() => running.Server.Watches.Count == 2 && running.Server.OpenWatches == 1);
        running.Server.Put("b");
        await running.CaughtUpAsync();

        running.Told.ShouldBe("+a +b");
        running.Server.Watches[1].ResourceVersion.ShouldBe("101");
        running.Server.Lists.Count.ShouldBe(1);
        told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watch_that_is_still_being_opened_is_left_to_its_time_outs()
    {
        await using var running = new RunningInformer();
        using var opening = new SemaphoreSlim(0);
        running.Server.BeforeOpened = opening.WaitAsync;
        running.Start();
        await Wait.UntilAsync(() => running.Server.Watches.Count == 1);

        running.Informer.RenewWatch();
        running.Server.BeforeOpened = null;
        opening.Release();
        await Wait.UntilAsync(() => running.Server.OpenWatches == 1);
        running.Server.Put("a");
        await running.CaughtUpAsync();
        running.Server.Watches.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_read_waits_for_its_admission_and_is_dropped_where_that_fails()
    {
        var admitted = false;
        await using var running = new RunningInformer(Widget.Options() with
        {
            Admit = _ => Volatile.Read(ref admitted) ? ValueTask.CompletedTask : throw new IOException("another cluster answers there now"),
        });
        running.Server.Put("a");
        running.Start();
        await running.PausedAsync();
        running.Status.Synced.ShouldBeFalse();
        running.Informer.Items.ShouldBeEmpty();
        running.Status.LastError.ShouldBe("another cluster answers there now");

        Volatile.Write(ref admitted, true);
        running.Informer.RetryNow();
        await running.CaughtUpAsync();
        running.Names.ShouldBe("a");

        Volatile.Write(ref admitted, false);
        running.Server.Put("b");
        await running.PausedAsync();
        running.Names.ShouldBe("a");
        Volatile.Write(ref admitted, true);
        running.Informer.RetryNow();
        await running.CaughtUpAsync();
        running.Names.ShouldBe("a b");
    }
}
