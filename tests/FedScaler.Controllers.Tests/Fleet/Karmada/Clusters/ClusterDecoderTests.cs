using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Karmada.Clusters;
using FedScaler.Controllers.Tests.Fleet.Karmada.Support;
using FedScaler.Core.Capacity;
using FedScaler.Core.Quantities;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Clusters;

public sealed class ClusterDecoderTests
{
    [Fact]
    public void What_placements_and_the_fleet_look_at_is_kept()
    {
        var cluster = Read(KarmadaSamples.Cluster("idc-a"));
        (cluster.Name, cluster.Uid, cluster.ClusterUid, cluster.ApiEndpoint).ShouldBe(("idc-a", "cluster-uid", "kube-system-of-idc-a", "https://idc-a.example:6443"));
        (cluster.Placement.Provider, cluster.Placement.Region, cluster.Placement.IsDeleting).ShouldBe(("own", "cn-east", false));
        cluster.Placement.Zones.ShouldBe(["a"]);
        cluster.Placement.Taints.ShouldHaveSingleItem().ShouldBe(new("gpu", "only", "NoSchedule"));
        cluster.Ready.ShouldBe(new ClusterReadiness(true, "ClusterReady", "cluster is healthy", new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero)));
        cluster.StatusTime.ShouldBe(new DateTimeOffset(2026, 2, 28, 23, 10, 0, TimeSpan.Zero));
        cluster.Allocatable!.Value.MilliCpu.ShouldBe(24_000);
        (cluster.Taken.MilliCpu, cluster.Taken[ResourceNames.Pods]).ShouldBe((6_000, 10));
    }

    [Fact]
    public void A_Cluster_that_has_just_joined_has_no_state_yet()
    {
        var bare = KarmadaSamples.Cluster("idc-a");
        bare.Remove("status");
        bare["spec"] = new JsonObject { ["syncMode"] = "Push" };
        var cluster = Read(bare);
        (cluster.Ready, cluster.Allocatable, cluster.ClusterUid).ShouldBe((null, null, null));
        SummaryFit.Free(cluster, new PodTemplateRequirements()).ShouldBeNull();
    }

    [Theory]
    [InlineData("1", "1Gi", 18)]
    [InlineData("100m", "10Gi", 9)]
    [InlineData("0", "0", 320)]
    [InlineData("30", "0", 0)]
    public void Sums_bound_what_fits_by_the_scarcest(string cpu, string memory, int fits)
    {
        var pods = new PodTemplateRequirements { Requests = ResourceVector.From([new("cpu", Quantity.Parse(cpu)), new("memory", Quantity.Parse(memory))]) };
        SummaryFit.Free(Read(KarmadaSamples.Cluster("idc-a")), pods).ShouldBe(fits);
    }

    [Fact]
    public void What_Karmada_cannot_read_at_present_is_not_known() =>
        SummaryFit.Free(Read(KarmadaSamples.Cluster("idc-a", ready: "False")), new PodTemplateRequirements()).ShouldBeNull();

    private static ClusterRecord Read(JsonObject cluster)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(cluster.ToJsonString()));
        reader.Read();
        return new ClusterDecoder().Read(ref reader);
    }
}
