using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerBackoffTests
{
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
}
