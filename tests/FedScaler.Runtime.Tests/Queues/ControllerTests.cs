using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Observation;
using FedScaler.Runtime.Queues;
using FedScaler.Runtime.Tests.Support;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Runtime.Tests.Queues;

public sealed class ControllerTests
{
    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ActivityRegistry _activity = new();
    private int _runs;

    [Fact]
    public async Task Done_waits_for_the_next_change()
    {
        await RunAsync(_ => ReconcileResult.Finished, async queue =>
        {
            await ReconciledAsync(queue, 1);
            queue.Counts.ShouldBe(default);
            queue.Add("a");
            await ReconciledAsync(queue, 2);
        });
    }

    [Fact]
    public async Task After_looks_again_when_the_time_has_come()
    {
        await RunAsync(_ => new ReconcileResult.After(TimeSpan.FromSeconds(15)), async queue =>
        {
            await ReconciledAsync(queue, 1);
            queue.Delayed.ShouldBe(1);
            _activity.IsQuiet.ShouldBeTrue("what waits for the clock is quiet");
            _time.Advance(TimeSpan.FromSeconds(15));
            await ReconciledAsync(queue, 2);
        });
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("exception")]
    [InlineData("timeout")]
    public async Task What_fails_is_tried_again_later_and_later_until_it_succeeds(string failure)
    {
        await RunAsync(run => run > 3 ? ReconcileResult.Finished : Fail(failure), async queue =>
        {
            for (var run = 1; run <= 3; run++)
            {
                await ReconciledAsync(queue, run);
                queue.Failures("a").ShouldBe(run);
                queue.Delayed.ShouldBe(1);
                _time.AdvanceTo(_time.NextDue!.Value);
            }

            await ReconciledAsync(queue, 4);
            queue.Failures("a").ShouldBe(0, "a success is forgotten");
        });
    }

    [Fact]
    public async Task What_could_not_be_looked_at_yet_does_not_make_good_what_failed_before()
    {
        await RunAsync(run => run == 2 ? new ReconcileResult.NotYet(TimeSpan.FromSeconds(1)) : Fail("retry"), async queue =>
        {
            await ReconciledAsync(queue, 1);
            _time.AdvanceTo(_time.NextDue!.Value);
            await ReconciledAsync(queue, 2);
            queue.Failures("a").ShouldBe(1);
            _time.AdvanceTo(_time.NextDue!.Value);
            await ReconciledAsync(queue, 3);
            queue.Failures("a").ShouldBe(2);
        });
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(403, "NamespaceTerminating")]
    public async Task What_is_gone_or_going_is_looked_at_again_and_is_no_error(int code, string cause)
    {
        var log = new RecordedLog();
        var gone = new KubeApiException(new KubeStatus(code, "", "", cause.Length == 0 ? [] : [new StatusCause(cause, "", "")]));
        await RunAsync(run => run > 1 ? ReconcileResult.Finished : throw gone, async queue =>
        {
            await ReconciledAsync(queue, 1);
            _time.AdvanceTo(_time.NextDue!.Value);
            await ReconciledAsync(queue, 2);
        }, log);
        log.Entries.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Debug);
    }

    [Fact]
    public async Task Terminal_is_left_alone_until_it_changes()
    {
        await RunAsync(_ => new ReconcileResult.Terminal("no such kind"), async queue =>
        {
            await ReconciledAsync(queue, 1);
            queue.Counts.ShouldBe(default);
            queue.Failures("a").ShouldBe(0);
        });
    }

    [Fact]
    public async Task A_reconcile_that_takes_too_long_is_cancelled_and_tried_again()
    {
        using var queue = NewQueue();
        var started = 0;
        var controller = new Controller<string>(queue, async (_, token) =>
        {
            Interlocked.Increment(ref started);
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return ReconcileResult.Finished;
        }, new ControllerOptions { Workers = 1, Timeout = TimeSpan.FromSeconds(30) }, _time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var run = controller.RunAsync(stop.Token);
        queue.Add("a");
        await Wait.UntilAsync(() => started == 1);

        _time.Advance(TimeSpan.FromSeconds(30));

        await Wait.UntilAsync(() => queue.Failures("a") == 1);
        await stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Being_stopped_is_not_a_failure()
    {
        using var queue = NewQueue();
        var controller = new Controller<string>(queue, async (_, token) =>
        {
            Interlocked.Increment(ref _runs);
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return ReconcileResult.Finished;
        }, new ControllerOptions(), _time, NullLogger.Instance, activity: _activity);
        using var stop = new CancellationTokenSource();
        var run = controller.RunAsync(stop.Token);
        queue.Add("a");
        await Wait.UntilAsync(() => _runs == 1);
        _activity.Queues.ShouldHaveSingleItem().ShouldBeSameAs(queue);
        _activity.IsQuiet.ShouldBeFalse();

        await stop.CancelAsync();
        await run;

        queue.Failures("a").ShouldBe(0);
        queue.Processing.ShouldBe(0);
        _activity.Queues.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_key_holds_up_no_other_worker()
    {
        using var queue = NewQueue();
        var slow = new TaskCompletionSource();
        var others = 0;
        var controller = new Controller<string>(queue, async (key, _) =>
        {
            if (key == "slow") await slow.Task;
            else Interlocked.Increment(ref others);
            return ReconcileResult.Finished;
        }, new ControllerOptions { Workers = 2 }, _time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var run = controller.RunAsync(stop.Token);
        queue.Add("slow");
        for (var i = 0; i < 100; i++) queue.Add($"k{i}");

        await Wait.UntilAsync(() => others == 100);
        queue.Processing.ShouldBe(1);
        slow.SetResult();
        queue.ShutDown();
        await run;
    }

    private static ReconcileResult.Retry Fail(string failure) => failure switch
    {
        "retry" => new ReconcileResult.Retry("conflict"),
        "timeout" => throw new TaskCanceledException("the request took too long"),
        _ => throw new InvalidOperationException("broken"),
    };

    private WorkQueue<string> NewQueue() => new(new WorkQueueOptions<string>("test"), _time, random: new FixedRandom(0));

    private async Task RunAsync(Func<int, ReconcileResult> reconcile, Func<WorkQueue<string>, Task> test, ILogger? log = null)
    {
        using var queue = NewQueue();
        var controller = new Controller<string>(
            queue, (_, _) => Task.FromResult(reconcile(Interlocked.Increment(ref _runs))), new ControllerOptions(), _time, log ?? NullLogger.Instance, activity: _activity);
        queue.Add("a");
        var run = controller.RunAsync(CancellationToken.None);
        await test(queue);
        queue.ShutDown();
        await run;
    }

    private Task ReconciledAsync(WorkQueue<string> queue, int runs) => Wait.UntilAsync(() => _runs == runs && queue.Counts.IsQuiet, $"run {runs}");
}
