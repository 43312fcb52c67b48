using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada;

public sealed class RecordingComparisonTests
{
    private readonly RecordingComparison _comparison = new();

    [Theory]
    [InlineData("""{"spec": {"replicas": 3}}""", """{"spec": {"replicas": 4}}""", "x.spec.replicas: wanted 3, got 4")]
    [InlineData("""{"spec": {"replicas": 3}}""", """{"spec": {}}""", "x.spec.replicas: wanted 3, got nothing")]
    [InlineData("""{"spec": {}}""", """{"spec": {"paused": false}}""", "x.spec.paused: wanted nothing, got false")]
    [InlineData("""{"creationTimestamp": "a"}""", """{}""", "x.creationTimestamp: wanted \"a\", got nothing")]
    [InlineData("""{"list": [1]}""", """{"list": [1, 2]}""", "x.list: wanted 1 items, got [1,2]")]
    public void A_field_that_differs_is_named(string recorded, string got, string difference) => Differences(recorded, got).ShouldBe([difference]);

    [Fact]
    public void Times_ids_and_versions_may_be_others() =>
        Differences("""{"uid": "a", "resourceVersion": "1", "creationTimestamp": "x"}""", """{"uid": "b", "resourceVersion": "2", "creationTimestamp": "y"}""").ShouldBeEmpty();

    [Fact]
    public void One_id_is_one_everywhere()
    {
        Differences("""{"uid": "a"}""", """{"uid": "b"}""").ShouldBeEmpty();
        Differences("""{"labels": {"work.karmada.io/permanent-id": "a"}}""", """{"labels": {"work.karmada.io/permanent-id": "c"}}""").Count.ShouldBe(1);
        Differences("""{"uid": "d"}""", """{"uid": "b"}""").Count.ShouldBe(1);
    }

    [Fact]
    public void A_version_that_stayed_has_to_stay_until_it_is_forgotten()
    {
        Differences("""{"resourceVersion": "1"}""", """{"resourceVersion": "10"}""").ShouldBeEmpty();
        Differences("""{"resourceVersion": "1"}""", """{"resourceVersion": "11"}""").Count.ShouldBe(1);
        Differences("""{"resourceVersion": "2"}""", """{"resourceVersion": "10"}""").Count.ShouldBe(1);
        Differences("""{"resourceVersion": "1"}""", """{"resourceVersion": "11"}""", "idc-a").ShouldBeEmpty();
        _comparison.ForgetVersions("hub");
        Differences("""{"resourceVersion": "1"}""", """{"resourceVersion": "11"}""").ShouldBeEmpty();
    }

    private IReadOnlyList<string> Differences(string recorded, string got, string scope = "hub") =>
        _comparison.Differences("x", JsonNode.Parse(recorded), JsonNode.Parse(got), scope);
}
