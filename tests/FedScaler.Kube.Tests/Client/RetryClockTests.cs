using FedScaler.Kube.Client;
using FedScaler.Sandbox.Time;

namespace FedScaler.Kube.Tests.Client;

public sealed class RetryClockTests
{
    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RetryClock _clock;

    public RetryClockTests() => _clock = new RetryClock(_time);

    [Fact]
    public async Task A_wait_counts_from_its_timer_until_it_is_due_and_no_more_while_what_follows_runs()
    {
        var during = -1;
        var wait = Task.Delay(TimeSpan.FromSeconds(1), _clock, TestContext.Current.CancellationToken);
        var next = NoteAsync();
        _clock.Waiting.ShouldBe(1);

        _time.Advance(TimeSpan.FromSeconds(1));
        await next;
        during.ShouldBe(0);
        _clock.Waiting.ShouldBe(0);

        async Task NoteAsync()
        {
            await wait;
            during = _clock.Waiting;
        }
    }

    [Fact]
    public async Task A_wait_that_is_given_up_counts_no_more()
    {
        using var giveUp = new CancellationTokenSource();
        var wait = Task.Delay(TimeSpan.FromSeconds(1), _clock, giveUp.Token);
        _clock.Waiting.ShouldBe(1);

        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        _clock.Waiting.ShouldBe(0);
    }
}
