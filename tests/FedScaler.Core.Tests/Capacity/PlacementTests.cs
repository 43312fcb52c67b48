using System.Collections.Immutable;
using FedScaler.Core.Capacity;
using static FedScaler.Core.Tests.Capacity.Nodes;

namespace FedScaler.Core.Tests.Capacity;

/// <summary>Which nodes a template may go to.</summary>
public sealed class PlacementTests
{
    private static readonly NodeCapacity Zoned = Node("node-1") with
    {
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["zone"] = "a", ["cores"] = "16", ["word"] = "many", ["empty"] = "" },
    };

    [Theory]
    [InlineData("zone", "a", true)]
    [InlineData("zone", "b", false)]
    [InlineData("zone", "A", false)]
    [InlineData("missing", "a", false)]
    [InlineData("missing", "", false)]
    [InlineData("empty", "", true)]
    public void A_node_selector_asks_for_each_label_with_its_value(string key, string value, bool admitted)
    {
        var template = new PodTemplateRequirements { NodeSelector = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value } };
        template.Admits(Zoned).ShouldBe(admitted);
    }

    [Theory]
    [InlineData("zone", SelectorOperator.In, "a,b", true)]
    [InlineData("zone", SelectorOperator.In, "b", false)]
    [InlineData("missing", SelectorOperator.In, "a", false)]
    [InlineData("zone", SelectorOperator.NotIn, "b", true)]
    [InlineData("zone", SelectorOperator.NotIn, "a,b", false)]
    [InlineData("missing", SelectorOperator.NotIn, "a", true)]
    [InlineData("zone", SelectorOperator.Exists, "", true)]
    [InlineData("missing", SelectorOperator.Exists, "", false)]
    [InlineData("zone", SelectorOperator.DoesNotExist, "", false)]
    [InlineData("missing", SelectorOperator.DoesNotExist, "", true)]
    [InlineData("cores", SelectorOperator.Gt, "15", true)]
    [InlineData("cores", SelectorOperator.Gt, "16", false)]
    [InlineData("cores", SelectorOperator.Lt, "17", true)]
    [InlineData("cores", SelectorOperator.Lt, "16", false)]
    [InlineData("cores", SelectorOperator.Gt, "9", true)]
    [InlineData("cores", SelectorOperator.Gt, "1,2", false)]
    [InlineData("cores", SelectorOperator.Gt, "few", false)]
    [InlineData("word", SelectorOperator.Gt, "1", false)]
    [InlineData("missing", SelectorOperator.Lt, "1", false)]
    [InlineData("zone", SelectorOperator.Unknown, "a", false)]
    public void A_match_expression_compares_a_label(string key, SelectorOperator comparison, string values, bool admitted) =>
        Requiring(new NodeSelectorTerm { MatchExpressions = [Requirement(key, comparison, values)] }).Admits(Zoned).ShouldBe(admitted);

    [Theory]
    [InlineData("metadata.name", SelectorOperator.In, "node-1", true)]
    [InlineData("metadata.name", SelectorOperator.In, "node-2", false)]
    [InlineData("metadata.name", SelectorOperator.NotIn, "node-1", false)]
    [InlineData("metadata.namespace", SelectorOperator.NotIn, "node-1", false)]
    public void A_match_field_compares_the_nodes_name_and_no_other_field(
        string key, SelectorOperator comparison, string values, bool admitted) =>
        Requiring(new NodeSelectorTerm { MatchFields = [Requirement(key, comparison, values)] }).Admits(Zoned).ShouldBe(admitted);

    [Fact]
    public void One_term_is_enough_but_all_of_it_must_match()
    {
        var yes = Requirement("zone", SelectorOperator.In, "a");
        var no = Requirement("zone", SelectorOperator.In, "b");
        Requiring(new NodeSelectorTerm { MatchExpressions = [no] }, new NodeSelectorTerm { MatchExpressions = [yes] }).Admits(Zoned).ShouldBeTrue();
        Requiring(new NodeSelectorTerm { MatchExpressions = [yes, no] }).Admits(Zoned).ShouldBeFalse();
        Requiring(new NodeSelectorTerm { MatchExpressions = [yes], MatchFields = [Requirement("metadata.name", SelectorOperator.In, "other")] })
            .Admits(Zoned).ShouldBeFalse();
    }

    [Fact]
    public void Affinity_without_terms_and_a_term_without_requirements_match_no_node()
    {
        Requiring().Admits(Zoned).ShouldBeFalse();
        Requiring(new NodeSelectorTerm()).Admits(Zoned).ShouldBeFalse();
        new PodTemplateRequirements().Admits(Zoned).ShouldBeTrue();
    }

    [Theory]
    [InlineData(TaintEffect.NoSchedule, false)]
    [InlineData(TaintEffect.NoExecute, false)]
    [InlineData(TaintEffect.PreferNoSchedule, true)]
    [InlineData(TaintEffect.Unknown, true)]
    public void Hard_taints_keep_pods_away(TaintEffect effect, bool admitted) =>
        new PodTemplateRequirements().Admits(Zoned with { Taints = [new Taint("dedicated", "gpu", effect)] }).ShouldBe(admitted);

    [Theory]
    [InlineData("dedicated", TolerationOperator.Equal, "gpu", null, true)]
    [InlineData("dedicated", TolerationOperator.Equal, "cpu", null, false)]
    [InlineData("other", TolerationOperator.Equal, "gpu", null, false)]
    [InlineData("dedicated", TolerationOperator.Exists, "", null, true)]
    [InlineData("other", TolerationOperator.Exists, "", null, false)]
    [InlineData("", TolerationOperator.Exists, "", null, true)]
    [InlineData("dedicated", TolerationOperator.Exists, "", TaintEffect.NoSchedule, true)]
    [InlineData("dedicated", TolerationOperator.Exists, "", TaintEffect.NoExecute, false)]
    [InlineData("dedicated", TolerationOperator.Unknown, "gpu", null, false)]
    public void A_toleration_matches_key_value_and_effect(
        string key, TolerationOperator comparison, string value, TaintEffect? effect, bool tolerated) =>
        new Toleration(key, comparison, value, effect).Tolerates(new Taint("dedicated", "gpu", TaintEffect.NoSchedule)).ShouldBe(tolerated);

    [Theory]
    [InlineData(TolerationOperator.Gt, "750", "950", true)]
    [InlineData(TolerationOperator.Gt, "950", "800", false)]
    [InlineData(TolerationOperator.Gt, "950", "950", false)]
    [InlineData(TolerationOperator.Lt, "5", "3", true)]
    [InlineData(TolerationOperator.Lt, "5", "5", false)]
    [InlineData(TolerationOperator.Lt, "-3", "-5", true)]
    [InlineData(TolerationOperator.Gt, "5", "high", false)]
    [InlineData(TolerationOperator.Lt, "", "5", false)]
    public void A_numeric_toleration_compares_whole_numbers(TolerationOperator comparison, string own, string taint, bool tolerated) =>
        new Toleration("sla", comparison, own).Tolerates(new Taint("sla", taint, TaintEffect.NoSchedule)).ShouldBe(tolerated);

    [Fact]
    public void Every_hard_taint_must_be_tolerated()
    {
        var tainted = Zoned with { Taints = [new Taint("a", "", TaintEffect.NoSchedule), new Taint("b", "", TaintEffect.NoExecute)] };
        var one = new PodTemplateRequirements { Tolerations = [new Toleration("a", TolerationOperator.Exists)] };
        one.Admits(tainted).ShouldBeFalse();
        (one with { Tolerations = [.. one.Tolerations, new Toleration("b", TolerationOperator.Equal)] }).Admits(tainted).ShouldBeTrue();
    }

    private static NodeSelectorRequirement Requirement(string key, SelectorOperator comparison, string values) =>
        new(key, comparison, values.Length == 0 ? [] : [.. values.Split(',')]);

    private static PodTemplateRequirements Requiring(params ImmutableArray<NodeSelectorTerm> terms) => new() { NodeAffinity = terms };
}
