using FedScaler.Api.Common;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Common;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["region"] = "shanghai", ["tier"] = "gold" };

    [Fact]
    public void An_empty_selector_selects_everything()
    {
        new LabelSelector().Matches(Labels).ShouldBeTrue();
        new LabelSelector().Matches(null).ShouldBeTrue();
    }

    [Theory]
    [InlineData("region", "shanghai", true)]
    [InlineData("region", "beijing", false)]
    [InlineData("zone", "shanghai", false)]
    public void Match_labels_must_all_be_there(string key, string value, bool selected) =>
        new LabelSelector { MatchLabels = new Dictionary<string, string> { ["tier"] = "gold", [key] = value } }.Matches(Labels).ShouldBe(selected);

    [Theory]
    [InlineData(LabelSelectorOperator.In, "tier", "gold,silver", true)]
    [InlineData(LabelSelectorOperator.In, "tier", "silver", false)]
    [InlineData(LabelSelectorOperator.In, "none", "gold", false)]
    [InlineData(LabelSelectorOperator.NotIn, "tier", "gold", false)]
    [InlineData(LabelSelectorOperator.NotIn, "tier", "silver", true)]
    [InlineData(LabelSelectorOperator.NotIn, "none", "gold", true)]
    [InlineData(LabelSelectorOperator.Exists, "tier", "", true)]
    [InlineData(LabelSelectorOperator.Exists, "none", "", false)]
    [InlineData(LabelSelectorOperator.DoesNotExist, "tier", "", false)]
    [InlineData(LabelSelectorOperator.DoesNotExist, "none", "", true)]
    [InlineData((LabelSelectorOperator)(-1), "tier", "gold", false)]
    public void Requirements_hold_as_in_Kubernetes(LabelSelectorOperator op, string key, string values, bool selected) =>
        new LabelSelector
        {
            MatchExpressions = [new LabelSelectorRequirement { Key = key, Operator = op, Values = values.Split(',', StringSplitOptions.RemoveEmptyEntries) }],
        }.Matches(Labels).ShouldBe(selected);
}
