using System.Text.Json.Nodes;
using FedScaler.Controllers.FedHpas;

namespace FedScaler.Controllers.Tests.FedHpas;

public sealed class DroppedFieldsTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": {"c": "x"}}""", """{"a": 1, "b": {"c": "x"}, "defaulted": 3}""", "")]
    [InlineData("""{"a": 1, "b": {"c": "x", "d": 2}}""", """{"a": 1, "b": {"c": "x"}}""", ".spec.b.d")]
    [InlineData("""{"b": {"c": "x"}}""", """{}""", ".spec.b")]
    [InlineData("""{"tolerance": "0.05"}""", """{"tolerance": "50m"}""", "")]
    [InlineData("""{"a": 0, "b": "", "c": false, "d": [], "e": {}, "f": null, "g": {"h": 0}}""", """{}""", "")]
    [InlineData("""{"m": [{"type": "Pods", "new": 1}, {"type": "Resource", "name": "cpu"}]}""", """{"m": [{"type": "Resource", "name": "cpu"}, {"type": "Pods"}]}""", ".spec.m[0].new")]
    [InlineData("""{"m": [{"type": "Pods"}, {"type": "Newer", "newer": 1}]}""", """{"m": [{"type": "Pods"}]}""", ".spec.m[1]")]
    public void What_was_given_and_is_not_there_is_named_by_its_path(string given, string there, string paths) =>
        string.Join(", ", DroppedFields.Of(JsonNode.Parse(given), JsonNode.Parse(there), ".spec")).ShouldBe(paths);

    [Fact]
    public void Where_nothing_is_there_all_of_it_is_missing_and_where_nothing_was_given_nothing_is()
    {
        DroppedFields.Of(JsonNode.Parse("""[{"type": "Pods"}]"""), null, ".spec.metrics").ShouldBe([".spec.metrics"]);
        DroppedFields.Of(null, JsonNode.Parse("""{"scaleDown": {}}"""), ".spec.behavior").ShouldBeEmpty();
    }
}
