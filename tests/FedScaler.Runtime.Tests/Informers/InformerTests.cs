using System.Collections.Concurrent;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_list_fills_the_cache_and_is_told(bool watchList)
    {
        await using var running = new RunningInformer(Widget.Options(watchList));
        running.Server.Put("a");
        running.Server.Put("b");

        await running.StartSyncedAsync();

        running.Names.ShouldBe("a b");
        running.Told.Split(' ').Order(StringComparer.Ordinal).ShouldBe(["+a", "+b"]);
        running.Server.Lists.Count.ShouldBe(watchList ? 0 : 1);
        await running.CaughtUpAsync();
        running.Status.Live.ShouldBeTrue();
        running.Status.LastContact.ShouldBe(running.Time.GetUtcNow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_calls_itself_synced_only_once_every_subscriber_has_the_first_list(bool watchList)
    {
        await using var running = new RunningInformer(Widget.Options(watchList));
        running.Server.Put("a");
        running.Server.Put("b");
        // An index beside the cache: who finds the informer synced or live must find the index whole.
        var index = new List<string>();
        var meanwhile = new List<bool>();
        var atSync = new List<int>();
        var versionWhileTold = "";
        running.Informer.Subscribe(change =>
        {
            index.Add(change.Object.Key.Name);
            meanwhile.Add(running.Status.Synced || running.Status.Live);
        });
        running.Informer.StatusChanged += status =>
        {
            if (!status.Synced) return;
            atSync.Add(index.Count);
            if (atSync.Count == 1) versionWhileTold = running.Status.ResourceVersion;
        };

        await running.StartSyncedAsync();

        meanwhile.ShouldBe([false, false]);
        atSync[0].ShouldBe(2);
        versionWhileTold.ShouldBeNull("the version is shown once all have been told");
    }

    [Fact]
    public async Task The_first_version_is_told_to_whoever_waits_for_it()
    {
        await using var running = new RunningInformer();
        var told = new ConcurrentQueue<string?>();
        running.Informer.StatusChanged += status => told.Enqueue(status is { Synced: true, Live: true } ? status.ResourceVersion : null);
        running.Start();

        await Wait.UntilAsync(() => told.LastOrDefault() is not null);
    }

    [Fact]
    public async Task Unsynced_is_not_empty()
    {
        await using var running = new RunningInformer();
        running.Server.RefuseList = _ => new HttpRequestException("connection refused");
        running.Start();
        await running.PausedAsync();

        running.Informer.Items.ShouldBeEmpty();
        running.Status.Synced.ShouldBeFalse();
        running.Informer.WaitForSyncAsync(CancellationToken.None).IsCompleted.ShouldBeFalse();
        running.Status.LastError.ShouldBe("connection refused");

        running.Server.RefuseList = _ => null;
        running.Time.Advance(TimeSpan.FromSeconds(1));
        await running.Informer.WaitForSyncAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        running.Informer.Items.ShouldBeEmpty();
        running.Status.Synced.ShouldBeTrue();
        running.Status.LastError.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_change_the_cache_before_they_are_told(bool watchList)
    {
        await using var running = new RunningInformer(Widget.Options(watchList));
        var seen = new List<string?>();
        await running.StartSyncedAsync();
        running.Informer.Subscribe(c => seen.Add(running.Informer.Get(c.Object.Key)?.Colour));

        running.Server.Put("a");
        running.Server.Put("a", "blue");
        running.Server.Delete("a");
        await running.CaughtUpAsync();

        running.Told.ShouldBe("+a ~a -a");
        seen.ShouldBe(["red", "blue", null]);
        running.Changes[1].Old!.Colour.ShouldBe("red");
    }

    [Fact]
    public async Task A_late_subscriber_is_told_what_is_there_and_a_disposed_one_nothing_more()
    {
        await using var running = new RunningInformer();
        running.Server.Put("a");
        await running.StartSyncedAsync();
        var told = new List<string>();

        var subscription = running.Informer.Subscribe(c => told.Add($"{c.Kind} {c.Object.Name}"));
        running.Server.Put("b");
        await running.CaughtUpAsync();
        subscription.Dispose();
        running.Server.Put("c");
        await running.CaughtUpAsync();

        told.ShouldBe(["Added a", "Added b"]);
    }

    [Fact]
    public async Task A_subscriber_that_throws_stops_neither_the_others_nor_the_informer()
    {
        await using var running = new RunningInformer();
        running.Informer.Subscribe(_ => throw new InvalidOperationException("broken"));
        var told = 0;
        running.Informer.Subscribe(_ => told++);
        await running.StartSyncedAsync();

        running.Server.Put("a");
        running.Server.Put("b");
        await running.CaughtUpAsync();

        told.ShouldBe(2);
        running.Status.Live.ShouldBeTrue();
    }

    [Fact]
    public async Task An_index_follows_every_change_and_answers_with_the_same_array_until_one()
    {
        await using var running = new RunningInformer();
        running.Informer.AddIndex("colour", w => w.Colour == "none" ? null : w.Colour);
        running.Server.Put("a");
        running.Server.Put("b", "blue");
        running.Server.Put("c", "none");
        await running.StartSyncedAsync();
        Find("red").ShouldBe("a");

        running.Informer.ByIndex("colour", "red").ShouldBeSameAs(running.Informer.ByIndex("colour", "red"));
        running.Server.Put("a", "blue");
        await running.CaughtUpAsync();
        Find("red").ShouldBe("");
        Find("blue").ShouldBe("a b");
        running.Server.Delete("b");
        await running.CaughtUpAsync();
        Find("blue").ShouldBe("a");

        string Find(string colour) => string.Join(' ', running.Informer.ByIndex("colour", colour).Select(w => w.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_index_that_comes_too_late_or_does_not_exist_is_refused()
    {
        await using var running = new RunningInformer();
        await running.StartSyncedAsync();

        Should.Throw<InvalidOperationException>(() => running.Informer.AddIndex("colour", w => w.Colour));
        Should.Throw<ArgumentException>(() => running.Informer.ByIndex("colour", "red"));
    }

    [Fact]
    public async Task Our_own_write_is_seen_once_the_cache_has_come_as_far()
    {
        await using var running = new RunningInformer();
        var key = new ObjectKey("shop", "a");
        running.Informer.HasSeen(key, "1").ShouldBeFalse("nothing is known before the first list");
        await running.StartSyncedAsync();
        var next = running.Server.Revision + 1;
        var mark = running.Informer.Mark(key, $"{next}");
        running.Informer.HasSeen(mark).ShouldBeFalse();

        running.Server.Put("a");
        await running.CaughtUpAsync();
        running.Informer.HasSeen(key, $"{next}").ShouldBeTrue();
        running.Informer.HasSeen(mark).ShouldBeTrue();
        running.Informer.HasSeen(key, $"{next + 1}").ShouldBeFalse();
        running.Informer.HasSeen(key, "9").ShouldBeTrue("as numbers, not as text");

        // The version of a deletion is on no object; having come past it is enough.
        running.Server.Delete("a");
        await running.CaughtUpAsync();
        running.Informer.HasSeen(key, $"{next + 1}").ShouldBeTrue();
    }

    [Fact]
    public async Task Versions_that_are_no_numbers_are_compared_for_equality()
    {
        await using var running = new RunningInformer();
        await running.StartSyncedAsync();
        running.Server.Send(new(Kube.Watch.WatchEventType.Added, new Widget("x", "u", "abc"), "abc"));
        await Wait.UntilAsync(() => running.Status.ResourceVersion == "abc");

        running.Informer.HasSeen(new ObjectKey("shop", "x"), "abc").ShouldBeTrue();
        running.Informer.HasSeen(new ObjectKey("shop", "x"), "abb").ShouldBeFalse();
    }

    [Fact]
    public async Task An_informer_is_in_the_registry_while_it_runs()
    {
        var running = new RunningInformer();
        running.Activity.Informers.ShouldBeEmpty();
        await running.StartSyncedAsync();

        var listed = running.Activity.Informers.ShouldHaveSingleItem();
        (listed.Server, listed.Resource, listed.Cluster).ShouldBe((running.Server.Server, Widget.Type, "idc-a"));
        listed.Status.Phase.ShouldBe(InformerPhase.Watching);

        await running.DisposeAsync();
        running.Activity.Informers.ShouldBeEmpty();
        running.Status.Phase.ShouldBe(InformerPhase.Stopped);
        running.Status.Live.ShouldBeFalse();
    }

    [Fact]
    public async Task Reading_allocates_nothing()
    {
        await using var running = new RunningInformer();
        running.Informer.AddIndex("colour", w => w.Colour);
        for (var i = 0; i < 100; i++) running.Server.Put($"w{i}");
        await running.StartSyncedAsync();
        var key = new ObjectKey("shop", "w7");
        Read(running.Informer, key);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Read(running.Informer, key);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        static int Read(Informer<Widget> informer, ObjectKey key) =>
            (informer.Get(key) is null ? 0 : 1) + informer.Items.Count + informer.ByIndex("colour", "red").Count + (informer.Status.Synced ? 1 : 0);
    }
}
