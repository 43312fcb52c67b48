using FedScaler.Core.Capacity;
using FedScaler.Core.Quantities;
using static FedScaler.Core.Tests.Capacity.Nodes;

namespace FedScaler.Core.Tests.Capacity;

public sealed class ClusterCapacityTests
{
    [Fact]
    public void Totals_are_those_of_the_ready_nodes()
    {
        var cluster = Cluster(Node("a"), Node("b") with { Schedulable = false }, Node("c") with { Ready = false });
        foreach (var node in (string[])["a", "b", "c", "gone"])
            cluster.AddPod(node, Resources(("cpu", "1500m"), ("memory", "2Gi")));

        var totals = cluster.Totals();
        totals.Nodes.ShouldBe(3);
        totals.ReadyNodes.ShouldBe(2);
        Shown(totals.Allocatable).ShouldBe("16 64Gi 220");
        Shown(totals.Requested).ShouldBe("3 4Gi 2");
    }

    [Fact]
    public void An_empty_cluster_has_totals_of_zero() =>
        new ClusterCapacity().Totals().ShouldBe(default);

    [Fact]
    public void Totals_go_beyond_what_one_quantity_can_say()
    {
        var cluster = Cluster(Enumerable.Range(0, 4).Select(i => Node($"n{i}", memory: "9223372036854775807")));
        cluster.Totals().Allocatable.Memory.Nanos.ShouldBe((Int128)long.MaxValue * 4 * 1_000_000_000);
    }

    [Fact]
    public void A_node_that_comes_back_finds_its_pods_counted()
    {
        var cluster = new ClusterCapacity();
        cluster.AddPod("a", Resources(("cpu", "3")));
        cluster.SetNode(Node("a"));
        FitCalculator.Free(Template(("cpu", "1")), cluster).ShouldBe(5);
        cluster.RemoveNode("a");
        FitCalculator.Free(Template(("cpu", "1")), cluster).ShouldBe(0);
        cluster.SetNode(Node("a", cpu: "4"));
        FitCalculator.Free(Template(("cpu", "1")), cluster).ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_kept_of_a_node_that_is_gone_with_its_pods()
    {
        var cluster = Cluster(Node("a"));
        cluster.AddPod("a", Resources(("cpu", "3")));
        cluster.RemoveNode("a");
        cluster.Nodes.Count.ShouldBe(1);
        cluster.RemovePod("a", Resources(("cpu", "3")));
        cluster.Nodes.ShouldBeEmpty();
    }

    [Fact]
    public void Every_change_gives_a_new_version_and_no_change_none()
    {
        var cluster = new ClusterCapacity();
        var seen = new HashSet<long> { cluster.Version };
        cluster.SetNode(Node("a"));
        seen.Add(cluster.Version).ShouldBeTrue();
        cluster.AddPod("a", Resources(("cpu", "1")));
        seen.Add(cluster.Version).ShouldBeTrue();
        cluster.RemovePod("a", Resources(("cpu", "1")));
        seen.Add(cluster.Version).ShouldBeTrue();
        cluster.RemoveNode("other");
        seen.Add(cluster.Version).ShouldBeFalse();
    }

    [Fact]
    public void Taking_away_a_pod_that_was_never_counted_is_an_error()
    {
        var cluster = Cluster(Node("a"));
        Should.Throw<InvalidOperationException>(() => cluster.RemovePod("a", ResourceVector.Empty)).Message.ShouldContain("node a");
        Should.Throw<InvalidOperationException>(() => cluster.RemovePod("b", ResourceVector.Empty));
    }

    private static string Shown(ResourceTotals totals) =>
        string.Join(' ', ((Quantity[])[totals.Cpu, totals.Memory, totals.Pods]).Select(quantity => quantity.ToString()));
}
