using System.Collections.Immutable;
using System.Text.Json;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;
using FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Placements;

public sealed class PlacementReaderTests
{
    private const string Weighted = """ "replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"} } """;

    private static readonly PlacementCluster[] Fleet =
    [
        new("a") { Labels = ImmutableDictionary<string, string>.Empty.Add("tier", "gold"), Region = "north", Zones = ["n1"], Provider = "own" },
        new("b") { Region = "north", Zones = ["n1", "n2"] },
        new("c") { Region = "south", Zones = ["s1"], Taints = [new ClusterTaint("repair", "yes", "NoSchedule")] },
    ];

    private static PlacementReading Read(string placement, PlacementCluster[]? fleet = null, params string[] bound) => PlacementReader.Read(
        new BindingRecord(KarmadaHub.Key, "uid", "1", 1, KarmadaHub.Web)
        {
            Policy = "PropagationPolicy shop/web",
            Placement = JsonSerializer.Deserialize(placement, BindingJson.Default.PlacementFields),
            Clusters = [.. bound.Select(static name => new Api.ReplicaBindings.ClusterReplicas { Name = name, Replicas = 1 })],
        },
        fleet ?? Fleet);

    private static string Admitted(string affinity, params string[] bound)
    {
        var reading = Read($$"""{ {{affinity}}, "clusterTolerations": [{"operator": "Exists"}], {{Weighted}} }""", null, bound);
        reading.Refusal.ShouldBeNull();
        return string.Join(" ", Fleet.Select(static cluster => cluster.Name).Where(name => !reading.Excluded.ContainsKey(name)));
    }

    private static string Refusal(string placement) => Read(placement).Refusal.ShouldNotBeNull().Message;

    [Theory]
    [InlineData("""{"clusterNames": ["a", "c"]}""", "a c")]
    [InlineData("""{"exclude": ["a"]}""", "b c")]
    [InlineData("""{"labelSelector": {"matchLabels": {"tier": "gold"} } }""", "a")]
    [InlineData("""{"labelSelector": {"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]} }""", "b c")]
    [InlineData("""{"fieldSelector": {"matchExpressions": [{"key": "region", "operator": "In", "values": ["north"]}]} }""", "a b")]
    [InlineData("""{"fieldSelector": {"matchExpressions": [{"key": "region", "operator": "NotIn", "values": ["north"]}]} }""", "c")]
    [InlineData("""{"fieldSelector": {"matchExpressions": [{"key": "provider", "operator": "Exists"}]} }""", "a")]
    [InlineData("""{"fieldSelector": {"matchExpressions": [{"key": "provider", "operator": "DoesNotExist"}]} }""", "b c")]
    [InlineData("""{"fieldSelector": {"matchExpressions": [{"key": "zone", "operator": "In", "values": ["n1"]}]} }""", "a")]
    [InlineData("""{"fieldSelector": {"matchExpressions": [{"key": "zone", "operator": "NotIn", "values": ["n2"]}]} }""", "a c")]
    [InlineData("""{"clusterNames": ["a", "b"], "exclude": ["b"]}""", "a")]
    [InlineData("""{}""", "a b c")]
    public void An_affinity_selects_what_Karmadas_scheduler_selects_by_it(string affinity, string admitted)
    {
        Admitted($"\"clusterAffinity\": {affinity}").ShouldBe(admitted);
        Admitted($"\"clusterAffinities\": [{affinity}]").ShouldBe(admitted);
    }

    [Fact]
    public void A_cluster_that_is_left_out_is_told_by_which_field() =>
        Read($$"""{"clusterAffinity": {"clusterNames": ["a"]}, {{Weighted}} }""").Excluded["b"]
            .ShouldBe("spec.placement.clusterAffinity.clusterNames of PropagationPolicy shop/web leaves it out");

    [Fact]
    public void A_taint_keeps_the_workload_out_unless_it_is_tolerated_or_there_already()
    {
        Read($$"""{ {{Weighted}} }""").Excluded["c"].ShouldContain("taint repair=yes:NoSchedule");
        Read($$"""{ {{Weighted}} }""", null, "c").Excluded.ShouldBeEmpty();
        Read($$"""{"clusterTolerations": [{"key": "repair", "operator": "Equal", "value": "yes", "effect": "NoSchedule"}], {{Weighted}} }""").Excluded.ShouldBeEmpty();
        Read($$"""{"clusterTolerations": [{"key": "repair", "operator": "Equal", "value": "no"}], {{Weighted}} }""").Excluded.ShouldContainKey("c");
    }

    [Fact]
    public void A_cluster_that_is_being_deleted_takes_no_part() =>
        Read($$"""{ {{Weighted}} }""", [Fleet[0], Fleet[1] with { IsDeleting = true }]).Excluded.Keys.ShouldBe(["b"]);

    [Fact]
    public void Groups_of_affinities_are_refused_with_the_field_and_the_mend() =>
        Refusal($$"""{"clusterAffinities": [{"affinityName": "x"}, {"affinityName": "y"}], {{Weighted}} }""").ShouldSatisfyAllConditions(
            message => message.ShouldContain("spec.placement.clusterAffinities of PropagationPolicy shop/web has 2 groups"),
            message => message.ShouldContain("put the clusters of all of them into one clusterAffinity"));

    [Theory]
    [InlineData("""{}""", "is not set, which duplicates")]
    [InlineData("""{"replicaScheduling": {"replicaSchedulingType": "Duplicated"} }""", "is Duplicated")]
    [InlineData("""{"replicaScheduling": {"replicaSchedulingType": "Divided"} }""", "replicaDivisionPreference")]
    public void What_is_not_divided_is_refused(string placement, string reason) => Refusal(placement).ShouldContain(reason);

    [Theory]
    [InlineData("""{"spreadByField": "region", "minGroups": 2}""")]
    [InlineData("""{"spreadByField": "cluster", "maxGroups": 3}""")]
    [InlineData("""{"spreadByField": "zone", "minGroups": 3}""")]
    [InlineData("""{"minGroups": 1}""")]
    public void A_spread_that_the_admitted_clusters_meet_is_honoured(string constraint) =>
        Read($$"""{"clusterTolerations": [{"operator": "Exists"}], "spreadConstraints": [{{constraint}}], {{Weighted}} }""").Refusal.ShouldBeNull();

    [Theory]
    [InlineData("""{"spreadByField": "region", "minGroups": 3}""", "spreadConstraints[0].minGroups of PropagationPolicy shop/web asks for 3 groups by region, and the clusters that its placement admits make 2")]
    [InlineData("""{"spreadByField": "cluster", "maxGroups": 2}""", "narrow clusterAffinity, or raise maxGroups")]
    [InlineData("""{"spreadByLabel": "tier", "minGroups": 2}""", "by label tier")]
    public void A_spread_that_they_do_not_meet_is_refused(string constraint, string reason) =>
        Refusal($$"""{"clusterTolerations": [{"operator": "Exists"}], "spreadConstraints": [{{constraint}}], {{Weighted}} }""").ShouldContain(reason);

    [Fact]
    public void A_cluster_without_the_property_that_is_spread_by_takes_no_part() =>
        Read($$"""{"spreadConstraints": [{"spreadByField": "provider"}], {{Weighted}} }""").Excluded["b"].ShouldContain("no provider");

    [Fact]
    public void Free_capacity_divides_by_it_and_as_few_clusters_as_possible_are_opened_when_needed()
    {
        Read($$"""{ {{Weighted}} }""").Split.ShouldSatisfyAllConditions(
            split => split.Strategy.ShouldBe(SplitStrategy.FreeCapacity), split => split.Spread.ShouldBe(SpreadPolicy.Always));
        Read("""{"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Aggregated"} }""").Split.ShouldSatisfyAllConditions(
            split => split.Strategy.ShouldBe(SplitStrategy.FreeCapacity), split => split.Spread.ShouldBe(SpreadPolicy.WhenNeeded));
    }

    [Fact]
    public void Static_weights_count_the_greatest_that_selects_a_cluster_and_none_leaves_it_empty()
    {
        var reading = Read(
            """
            {"clusterTolerations": [{"operator": "Exists"}],
             "replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"staticWeightList": [
               {"targetCluster": {"clusterNames": ["a", "b"]}, "weight": 2}, {"targetCluster": {"clusterNames": ["a"]}, "weight": 5}]} } }
            """);
        reading.Split.Strategy.ShouldBe(SplitStrategy.Weighted);
        reading.Placement.Clusters.Select(static cluster => (cluster.Name, cluster.Weight, cluster.MaxReplicas)).ShouldBe([("a", 5, null), ("b", 2, null), ("c", 0, 0)]);
    }

    [Fact]
    public void Without_weights_every_cluster_weighs_the_same()
    {
        var reading = Read("""{"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted"} }""");
        (reading.Split.Strategy, reading.Placement.Clusters.Count).ShouldBe((SplitStrategy.Weighted, 0));
    }
}
