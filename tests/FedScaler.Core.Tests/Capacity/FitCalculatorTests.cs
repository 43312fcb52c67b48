using FedScaler.Core.Capacity;
using static FedScaler.Core.Tests.Capacity.Nodes;

namespace FedScaler.Core.Tests.Capacity;

public sealed class FitCalculatorTests
{
    [Theory]
    [InlineData("1", "1Gi", 8)]      // bounded by CPU
    [InlineData("100m", "5Gi", 6)]   // bounded by memory
    [InlineData("10m", "1Mi", 110)]  // bounded by pod slots
    [InlineData("3", "1Gi", 2)]      // the rest of 2 CPU is no pod
    [InlineData("9", "1Gi", 0)]      // larger than the node
    public void The_scarcest_resource_bounds_a_node(string cpu, string memory, int fit) =>
        FitCalculator.Fit(Template(("cpu", cpu), ("memory", memory)), Cluster(Node("a")), 0).ShouldBe(fit);

    [Fact]
    public void A_pod_without_requests_is_bounded_by_pod_slots()
    {
        var cluster = Cluster(Node("a", pods: "10"), Node("b", pods: "5"));
        cluster.AddPod("a", Resources(("cpu", "8")));
        FitCalculator.Fit(Template(), cluster, 0).ShouldBe(14);
    }

    [Fact]
    public void Fragments_are_not_added_up()
    {
        var cluster = Cluster(Node("a", cpu: "4"), Node("b", cpu: "4"));
        cluster.AddPod("a", Resources(("cpu", "2500m")));
        cluster.AddPod("b", Resources(("cpu", "2500m")));
        FitCalculator.Free(Template(("cpu", "2")), cluster).ShouldBe(0);
        FitCalculator.Free(Template(("cpu", "1500m")), cluster).ShouldBe(2);
    }

    [Fact]
    public void What_runs_now_counts_and_an_overcommitted_node_takes_nothing_from_the_others()
    {
        var cluster = Cluster(Node("a", cpu: "4"), Node("b", cpu: "4"));
        cluster.AddPod("a", Resources(("cpu", "7")));
        FitCalculator.Fit(Template(("cpu", "1")), cluster, 7).ShouldBe(7 + 4);
    }

    [Fact]
    public void A_resource_that_a_node_does_not_have_keeps_the_pod_off_it()
    {
        var gpu = Node("gpu") with { Allocatable = Resources(("cpu", "8"), ("pods", "110"), ("nvidia.com/gpu", "4")) };
        var cluster = Cluster(Node("plain"), gpu);
        var template = Template(("cpu", "1"), ("nvidia.com/gpu", "1"));
        FitCalculator.Free(template, cluster).ShouldBe(4);

        cluster.AddPod("gpu", Resources(("nvidia.com/gpu", "3")));
        FitCalculator.Free(template, cluster).ShouldBe(1);
        cluster.RemovePod("gpu", Resources(("nvidia.com/gpu", "3")));
        FitCalculator.Free(template, cluster).ShouldBe(4);
    }

    [Fact]
    public void A_request_of_zero_asks_for_nothing()
    {
        var template = Template(("cpu", "1"), ("nvidia.com/gpu", "0"), ("ephemeral-storage", "0"));
        FitCalculator.Free(template, Cluster(Node("a"))).ShouldBe(8);
    }

    [Fact]
    public void Nodes_that_are_not_ready_or_cordoned_or_unknown_take_nothing()
    {
        var cluster = Cluster(Node("ready"), Node("down") with { Ready = false }, Node("cordoned") with { Schedulable = false });
        cluster.AddPod("never-seen", Resources(("cpu", "1")));
        FitCalculator.Free(Template(("cpu", "1")), cluster).ShouldBe(8);
    }

    [Fact]
    public void A_sum_beyond_int32_stops_there()
    {
        var template = Template();
        var nodes = Enumerable.Range(0, 3).Select(i => Node($"n{i}", pods: "2000000000"));
        FitCalculator.Free(template, Cluster(nodes)).ShouldBe(int.MaxValue);
        FitCalculator.Fit(template, Cluster(Node("a")), int.MaxValue).ShouldBe(int.MaxValue);
    }

    [Fact]
    public void The_largest_amounts_there_are_do_not_overflow()
    {
        var cluster = Cluster(Node("a", cpu: "9223372036854775807", memory: "9223372036854775807"));
        for (var i = 0; i < 5; i++)
            cluster.AddPod("a", ResourceVector.Of(long.MaxValue, long.MaxValue, long.MaxValue));
        FitCalculator.Free(Template(("cpu", "1m")), cluster).ShouldBe(0);
        for (var i = 0; i < 5; i++)
            cluster.RemovePod("a", ResourceVector.Of(long.MaxValue, long.MaxValue, long.MaxValue));
        FitCalculator.Free(Template(("cpu", "1m")), cluster).ShouldBe(110);
    }

    [Fact]
    public void A_negative_count_of_running_pods_is_an_error() =>
        Should.Throw<ArgumentOutOfRangeException>(() => FitCalculator.Fit(Template(), Cluster(), -1));

    [Fact]
    public void A_fit_over_many_nodes_allocates_nothing()
    {
        var cluster = Cluster(Enumerable.Range(0, 5000).Select(i => Node($"n{i}")));
        var template = Template(("cpu", "500m"), ("memory", "1Gi"));
        FitCalculator.Fit(template, cluster, 3).ShouldBe(3 + (5000 * 16));

        var before = GC.GetAllocatedBytesForCurrentThread();
        FitCalculator.Fit(template, cluster, 3);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
