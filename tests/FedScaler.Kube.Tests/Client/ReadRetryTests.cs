using FedScaler.Kube.Client;

namespace FedScaler.Kube.Tests.Client;

public sealed class ReadRetryTests
{
    private static readonly TimeSpan First = new KubeClientOptions().RetryDelay;

    [Fact]
    public void The_same_seed_gives_the_same_delays_whatever_else_was_read_before()
    {
        var quiet = Of(new JitterSeed(7));
        var busy = Of(new JitterSeed(7));
        for (var attempt = 0; attempt < 3; attempt++) busy.Delay("/readyz", attempt);
        for (var attempt = 0; attempt < 3; attempt++) busy.Delay("/api/v1/pods", attempt).ShouldBe(quiet.Delay("/api/v1/pods", attempt));
    }

    [Fact]
    public void Another_seed_another_path_and_another_attempt_give_another_jitter()
    {
        var delay = Of(new JitterSeed(7)).Delay("/api/v1/pods", 0);
        Of(new JitterSeed(8)).Delay("/api/v1/pods", 0).ShouldNotBe(delay);
        Of(new JitterSeed(7).For("idc-a")).Delay("/api/v1/pods", 0).ShouldNotBe(delay);
        Of(new JitterSeed(7)).Delay("/api/v1/nodes", 0).ShouldNotBe(delay);
        Of(new JitterSeed(7)).Delay("/api/v1/pods", 1).ShouldNotBe(delay * 2);
    }

    [Fact]
    public void Delays_double_are_stretched_by_up_to_as_much_again_and_end_at_ten_seconds()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var retry = Of(new JitterSeed(seed));
            for (var attempt = 0; attempt < 5; attempt++)
                retry.Delay("/readyz", attempt).ShouldBeInRange(First * Math.Pow(2, attempt), First * Math.Pow(2, attempt + 1));
            retry.Delay("/readyz", 30).ShouldBe(TimeSpan.FromSeconds(10));
        }
    }

    private static ReadRetry Of(JitterSeed seed) => new(new KubeClientOptions { JitterSeed = seed }, TimeProvider.System);
}
