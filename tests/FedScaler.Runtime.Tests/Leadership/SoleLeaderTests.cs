using FedScaler.Runtime.Leadership;

namespace FedScaler.Runtime.Tests.Leadership;

public sealed class SoleLeaderTests
{
    [Fact]
    public async Task A_sole_leader_leads_until_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var leader = new SoleLeader();
        leader.IsLeader.ShouldBeTrue();
        var led = leader.RunAsync(token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token), stop.Token);
        led.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(led);
    }
}
