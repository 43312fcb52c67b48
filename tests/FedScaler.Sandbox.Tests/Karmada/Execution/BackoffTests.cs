using FedScaler.Sandbox.Karmada.Execution;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Execution;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_and_begin_anew_after_a_success()
    {
        var backoff = new Backoff<string>(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        Enumerable.Range(0, 5).Select(_ => backoff.Next("a").TotalSeconds).ShouldBe([1, 2, 4, 5, 5]);
        backoff.Next("b").TotalSeconds.ShouldBe(1);
        backoff.Reset("a");
        backoff.Next("a").TotalSeconds.ShouldBe(1);
    }
}
