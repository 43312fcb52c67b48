using FedScaler.Run;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Run;

public sealed class RunElectionTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("hub.kubeconfig", null, false)]
    [InlineData("hub.kubeconfig", true, true)]
    [InlineData(null, false, false)]
    public void In_a_pod_it_takes_part_in_the_election_and_by_hand_where_it_is_told_to(string? kubeconfig, bool? asked, bool elects) =>
        (RunElection.Of(Options(kubeconfig) with { LeaderElect = asked }) is not null).ShouldBe(elects);

    [Fact]
    public void No_two_processes_are_the_same_candidate()
    {
        var (one, other) = (RunElection.Of(Options(null))!, RunElection.Of(Options(null) with { LeaseName = "mine" })!);
        one.Identity.ShouldStartWith(Environment.MachineName);
        one.Identity.ShouldNotBe(other.Identity);
        (one.Namespace, one.Name, other.Name).ShouldBe(("fedscaler-system", "fedscaler", "mine"));
    }

    private static RunOptions Options(string? kubeconfig) => new(kubeconfig, null, "fedscaler-system", "none", false, false);
}
