using FedScaler.Runtime.Queues;
using FedScaler.Runtime.Tests.Support;
using FedScaler.Sandbox.Time;

namespace FedScaler.Runtime.Tests.Queues;

public sealed class WorkQueueTests
{
    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_key_added_twice_is_there_once()
    {
        using var queue = NewQueue();
        queue.Add("a");
        queue.Add("b");
        queue.Add("a");

        queue.Counts.ShouldBe(new QueueCounts(2, 0, 0));
        (await TakeAllAsync(queue)).ShouldBe(["a", "b"]);
        queue.Counts.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_is_with_one_worker_at_a_time_and_comes_back_when_it_was_added_meanwhile()
    {
        using var queue = NewQueue();
        queue.Add("a");
        (await queue.GetAsync(CancellationToken.None)).ShouldBe("a");
        queue.Add("a");
        var second = queue.GetAsync(CancellationToken.None).AsTask();

        second.IsCompleted.ShouldBeFalse();
        queue.Counts.ShouldBe(new QueueCounts(1, 1, 0));
        queue.Done("a");

        (await second.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).ShouldBe("a");
        queue.Done("a");
        queue.Counts.ShouldBe(new QueueCounts(0, 0, 0));
    }

    [Fact]
    public async Task Delays_end_in_the_order_of_their_time_and_the_earliest_of_a_key_wins()
    {
        using var queue = NewQueue();
        queue.AddAfter("late", TimeSpan.FromSeconds(3));
        queue.AddAfter("early", TimeSpan.FromSeconds(1));
        queue.AddAfter("middle", TimeSpan.FromSeconds(5));
        queue.AddAfter("middle", TimeSpan.FromSeconds(2));
        queue.AddAfter("middle", TimeSpan.FromSeconds(4));
        queue.Counts.ShouldBe(new QueueCounts(0, 0, 3));

        _time.Advance(TimeSpan.FromSeconds(0.999));
        queue.Ready.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(0.001));
        (await TakeAllAsync(queue)).ShouldBe(["early"]);
        _time.Advance(TimeSpan.FromSeconds(10));
        (await TakeAllAsync(queue)).ShouldBe(["middle", "late"]);
        queue.Delayed.ShouldBe(0);
    }

    [Fact]
    public void A_thousand_delays_need_one_timer()
    {
        var time = new CountingTimeProvider();
        using var queue = new WorkQueue<string>(new WorkQueueOptions<string>("test"), time);
        for (var i = 0; i < 1000; i++) queue.AddAfter($"k{i}", TimeSpan.FromHours(1 + i));
        time.Timers.ShouldBe(1);
    }

    [Fact]
    public async Task A_delay_that_has_passed_already_is_no_delay()
    {
        using var queue = NewQueue();
        queue.AddAfter("a", TimeSpan.FromSeconds(-1));
        (await TakeAllAsync(queue)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Groups_take_turns()
    {
        using var queue = NewQueue(o => o with { Group = key => key[..1] });
        for (var i = 0; i < 1000; i++) queue.Add($"noisy{i}");
        queue.Add("quiet0");
        queue.Add("quiet1");
        queue.Add("other0");

        var order = await TakeAllAsync(queue);

        order.Take(5).ShouldBe(["noisy0", "quiet0", "other0", "noisy1", "quiet1"]);
        order.Skip(5).ShouldBe(Enumerable.Range(2, 998).Select(i => $"noisy{i}"));
    }

    [Fact]
    public void Retries_wait_twice_as_long_each_up_to_the_cap_until_the_key_is_forgotten()
    {
        using var queue = NewQueue();
        Enumerable.Range(0, 20).Select(_ => RetryDelay(queue, "a").TotalMilliseconds)
            .ShouldBe(Enumerable.Range(0, 20).Select(n => Math.Min(5 * Math.Pow(2, n), 300_000)), tolerance: 0.001);
        RetryDelay(queue, "b").ShouldBe(TimeSpan.FromMilliseconds(5), "each key has its own");
        queue.Failures("a").ShouldBe(20);

        queue.Forget("a");
        RetryDelay(queue, "a").ShouldBe(TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public void A_retry_comes_at_most_a_quarter_early()
    {
        using var queue = NewQueue(o => o with { FirstRetry = TimeSpan.FromSeconds(100) }, draw: 0.9999);
        RetryDelay(queue, "a").TotalSeconds.ShouldBeInRange(75, 75.1);
        for (var i = 0; i < 10_000; i++) queue.AddRateLimited("b");
        queue.Delayed.ShouldBe(1);
    }

    [Fact]
    public async Task A_queue_that_is_shut_down_hands_out_what_is_ready_and_then_lets_every_worker_go()
    {
        using var queue = NewQueue();
        var waiting = new[] { queue.GetAsync(CancellationToken.None).AsTask(), queue.GetAsync(CancellationToken.None).AsTask() };
        queue.ShutDown();
        foreach (var worker in waiting) await Should.ThrowAsync<OperationCanceledException>(worker);
        queue.Add("late");
        queue.AddAfter("late", TimeSpan.FromSeconds(1));
        queue.AddRateLimited("late");
        queue.Counts.ShouldBe(default);

        using var other = NewQueue();
        other.Add("a");
        other.ShutDown();
        (await other.GetAsync(CancellationToken.None)).ShouldBe("a");
        await Should.ThrowAsync<OperationCanceledException>(other.GetAsync(CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_doubled_among_many_adders_and_workers()
    {
        using var queue = new WorkQueue<int>(new WorkQueueOptions<int>("test"), TimeProvider.System);
        var added = new int[50];
        var seen = new int[50];
        var inside = new int[50];
        var overlaps = 0;
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                int key;
                try { key = await queue.GetAsync(CancellationToken.None); }
                catch (OperationCanceledException) { return; }
                if (Interlocked.Increment(ref inside[key]) > 1) Interlocked.Increment(ref overlaps);
                seen[key] = Volatile.Read(ref added[key]);
                await Task.Yield();
                Interlocked.Decrement(ref inside[key]);
                queue.Done(key);
            }
        })).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                var key = (i + n) % 50;
                Interlocked.Increment(ref added[key]);
                queue.Add(key);
            }
        })));
        await Wait.UntilAsync(() => queue.Counts.IsQuiet);
        queue.ShutDown();
        await Task.WhenAll(workers);

        overlaps.ShouldBe(0);
        seen.ShouldBe(added, "whoever adds a key is followed by a worker who sees why");
    }

    /// <summary>Puts the key back, finds out for how long, and takes it.</summary>
    private TimeSpan RetryDelay(WorkQueue<string> queue, string key)
    {
        var before = _time.GetUtcNow();
        queue.AddRateLimited(key);
        _time.AdvanceTo(_time.NextDue!.Value);
        var took = _time.GetUtcNow() - before;
        queue.GetAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        queue.Done(key);
        return took;
    }

    private WorkQueue<string> NewQueue(Func<WorkQueueOptions<string>, WorkQueueOptions<string>>? with = null, double draw = 0)
    {
        var options = new WorkQueueOptions<string>("test");
        return new WorkQueue<string>(with?.Invoke(options) ?? options, _time, random: new FixedRandom(draw));
    }

    private static async Task<IReadOnlyList<string>> TakeAllAsync(WorkQueue<string> queue)
    {
        var keys = new List<string>();
        while (queue.Ready > 0)
        {
            keys.Add(await queue.GetAsync(CancellationToken.None));
            queue.Done(keys[^1]);
        }

        return keys;
    }

    private sealed class CountingTimeProvider : TimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
