using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Core.Splitting;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Json;

public sealed class RoundTripTests
{
    [Fact]
    public void Fields_are_named_as_in_the_contract()
    {
        var written = JsonSerializer.SerializeToNode(Contract.Parse<FedHpa>(Contract.FedHpa, ApiJson.Default.FedHpa), ApiJson.Default.FedHpa);

        JsonNode.DeepEquals(written, JsonNode.Parse(Contract.FedHpa)).ShouldBeTrue(written!.ToJsonString());
    }

    [Fact]
    public void A_member_clusters_status_is_named_as_in_the_contract()
    {
        var written = JsonSerializer.SerializeToNode(
            Contract.Parse<MemberCluster>(Contract.MemberCluster, ApiJson.Default.MemberCluster), ApiJson.Default.MemberCluster);

        JsonNode.DeepEquals(written, JsonNode.Parse(Contract.MemberCluster)).ShouldBeTrue(written!.ToJsonString());
    }

    [Fact]
    public void The_other_kinds_are_named_as_in_the_contract()
    {
        JsonNode? Again<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
            JsonSerializer.SerializeToNode(Contract.Parse(json, type), type);

        JsonNode.DeepEquals(Again(Contract.ReplicaBinding, ApiJson.Default.ReplicaBinding), JsonNode.Parse(Contract.ReplicaBinding)).ShouldBeTrue();
        JsonNode.DeepEquals(Again(Contract.CronHpa, ApiJson.Default.CronHpa), JsonNode.Parse(Contract.CronHpa)).ShouldBeTrue();
        JsonNode.DeepEquals(Again(Contract.ScaleIn, ApiJson.Default.ScaleIn), JsonNode.Parse(Contract.ScaleIn)).ShouldBeTrue();
    }

    [Fact]
    public void Unknown_fields_are_dropped_but_kept_in_metrics_and_behavior()
    {
        const string json = """
            {"spec": {"fromTheFuture": 1, "maxReplicas": 3,
             "metrics": [{"type": "Later", "later": {"deep": [1, 2.50, null, "x"], "n": 12345678901234567890}}],
             "behavior": {"sideways": {"a": true, "b": null}}}}
            """;

        var written = JsonSerializer.SerializeToNode(Contract.Parse(json, ApiJson.Default.FedHpa), ApiJson.Default.FedHpa)!["spec"]!;

        written["fromTheFuture"].ShouldBeNull();
        written["metrics"]!.ToJsonString().ShouldBe("""[{"type":"Later","later":{"deep":[1,2.50,null,"x"],"n":12345678901234567890}}]""");
        written["behavior"]!.ToJsonString().ShouldBe("""{"sideways":{"a":true,"b":null}}""");
    }

    [Fact]
    public void Nulls_read_as_absent()
    {
        const string json = """
            {"metadata": null, "spec": {"maxReplicas": 3, "metrics": null, "behavior": null, "placement": null, "split": null,
             "rebalance": null, "failover": null, "scaleTargetRef": {"name": null}}, "status": {"clusters": null, "conditions": null}}
            """;

        var fedHpa = Contract.Parse(json, ApiJson.Default.FedHpa);

        fedHpa.Spec.Metrics.ShouldBeNull();
        fedHpa.Spec.Placement.Clusters.ShouldBeEmpty();
        fedHpa.Spec.Rebalance.MaxMovePercent.ShouldBe(25);
        fedHpa.Spec.ScaleTargetRef.Name.ShouldBe("");
        fedHpa.Status!.Clusters.ShouldBeEmpty();
        fedHpa.Metadata.Name.ShouldBe("");
    }

    [Fact]
    public void Defaults_stand_where_a_part_is_given_without_them()
    {
        var spec = Contract.Parse("""{"maxReplicas": 9, "failover": {}, "placement": {"clusters": [{"name": "a"}]}}""", ApiJson.Default.FedHpaSpec);

        spec.MinReplicas.ShouldBe(1);
        spec.Failover.ShouldBe(new FailoverSpec { Mode = FailoverMode.Reassign, GraceSeconds = 300 });
        spec.Placement.Clusters[0].Weight.ShouldBe(1);
        spec.DeletionPolicy.ShouldBe(DeletionPolicy.Orphan);
    }

    [Fact]
    public void A_name_from_a_newer_schema_does_not_make_the_object_unreadable()
    {
        var spec = Contract.Parse("""{"maxReplicas": 9, "split": {"strategy": "Astrology"}}""", ApiJson.Default.FedHpaSpec);

        Enum.IsDefined(spec.Split.Strategy).ShouldBeFalse();
    }

    [Fact]
    public void Numbers_in_quotes_are_refused() =>
        Should.Throw<JsonException>(() => Contract.Parse("""{"maxReplicas": "9"}""", ApiJson.Default.FedHpaSpec));

    [Fact]
    public void Times_are_written_in_whole_seconds_of_UTC()
    {
        var status = new FedHpaStatus { LastRebalanceTime = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.FromHours(8)) };

        JsonSerializer.SerializeToNode(status, ApiJson.Default.FedHpaStatus)!["lastRebalanceTime"]!.GetValue<string>().ShouldBe("2026-03-01T04:00:00Z");
    }

    [Fact]
    public void An_object_made_in_code_says_what_it_is()
    {
        var json = JsonSerializer.SerializeToNode(new FedHpa(), ApiJson.Default.FedHpa)!;

        json["apiVersion"]!.GetValue<string>().ShouldBe("fedscaler.io/v1alpha1");
        json["kind"]!.GetValue<string>().ShouldBe("FedHPA");
        json["status"].ShouldBeNull();
    }
}
