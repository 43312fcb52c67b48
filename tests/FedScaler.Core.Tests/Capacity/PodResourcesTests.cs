using FedScaler.Core.Capacity;
using static FedScaler.Core.Tests.Capacity.Nodes;

namespace FedScaler.Core.Tests.Capacity;

public sealed class PodResourcesTests
{
    [Fact]
    public void Containers_are_added_up() =>
        new PodResources { Containers = [Cpu("1"), Cpu("500m")] }.EffectiveRequests().ShouldBe(Cpu("1500m"));

    [Theory]
    [InlineData("1", "1500m")]  // less than what runs later
    [InlineData("3", "3")]      // more: it must fit before anything else starts
    public void An_init_container_counts_only_when_it_asks_for_more(string init, string expected) =>
        new PodResources { Containers = [Cpu("1"), Cpu("500m")], InitContainers = [new(Cpu(init))] }
            .EffectiveRequests().ShouldBe(Cpu(expected));

    [Fact]
    public void Init_containers_run_one_after_the_other_and_each_resource_has_its_own_largest() =>
        new PodResources
        {
            Containers = [Resources(("cpu", "1"), ("memory", "1Gi"))],
            InitContainers = [new(Resources(("cpu", "2"))), new(Resources(("memory", "3Gi")))],
        }.EffectiveRequests().ShouldBe(Resources(("cpu", "2"), ("memory", "3Gi")));

    [Fact]
    public void A_sidecar_counts_beside_the_containers_and_beside_the_init_containers_after_it()
    {
        new PodResources { Containers = [Cpu("1")], InitContainers = [new(Cpu("500m"), IsSidecar: true)] }
            .EffectiveRequests().ShouldBe(Cpu("1500m"));
        new PodResources { Containers = [Cpu("1")], InitContainers = [new(Cpu("500m"), IsSidecar: true), new(Cpu("2"))] }
            .EffectiveRequests().ShouldBe(Cpu("2500m"));
        new PodResources { Containers = [Cpu("1")], InitContainers = [new(Cpu("2")), new(Cpu("500m"), IsSidecar: true)] }
            .EffectiveRequests().ShouldBe(Cpu("2"));
    }

    [Fact]
    public void The_overhead_comes_on_top_of_everything() =>
        new PodResources { Containers = [Cpu("1")], InitContainers = [new(Cpu("2"))], Overhead = Cpu("250m") }
            .EffectiveRequests().ShouldBe(Cpu("2250m"));

    [Fact]
    public void Pod_level_requests_stand_in_place_of_the_containers_for_the_resources_that_have_them()
    {
        var pod = new PodResources
        {
            Containers = [Resources(("cpu", "1"), ("memory", "1Gi"), ("nvidia.com/gpu", "1"))],
            PodRequests = Resources(("cpu", "4"), ("hugepages-2Mi", "64Mi"), ("nvidia.com/gpu", "8")),
            Overhead = Cpu("250m"),
        };
        pod.EffectiveRequests().ShouldBe(
            Resources(("cpu", "4250m"), ("memory", "1Gi"), ("hugepages-2Mi", "64Mi"), ("nvidia.com/gpu", "1")));
    }

    [Fact]
    public void A_pod_level_limit_is_requested_where_nobody_asks() =>
        new PodResources { Containers = [Cpu("1")], PodLimits = Resources(("cpu", "4"), ("memory", "2Gi")) }
            .EffectiveRequests().ShouldBe(Resources(("cpu", "1"), ("memory", "2Gi")));

    [Fact]
    public void A_containers_limit_is_requested_where_it_requests_nothing() =>
        ResourceVector.From(Amounts(("cpu", "1"), ("ephemeral-storage", "0")), Amounts(("cpu", "2"), ("memory", "2Gi"), ("ephemeral-storage", "1Gi")))
            .ShouldBe(Resources(("cpu", "1"), ("memory", "2Gi")));

    private static ResourceVector Cpu(string quantity) => Resources(("cpu", quantity));
}
