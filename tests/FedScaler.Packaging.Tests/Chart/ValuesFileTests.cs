using FedScaler.Packaging.Chart;

namespace FedScaler.Packaging.Tests.Chart;

public sealed class ValuesFileTests
{
    [Fact]
    public void A_value_is_a_key_with_a_comment_above_it() =>
        ValuesFile.Read(
            """
            # About the file.

            # How many.
            replicas: 2

            image:
              # Where from,
              # and by whom.
              repository: a/b
              tag: ""
            # What it needs.
            resources:
              requests: {cpu: 1}
            list:
            - name: x
            """).ShouldBe(
            [
                new ChartValue("replicas", "2", "How many."),
                new ChartValue("image.repository", "\"a/b\"", "Where from, and by whom."),
                new ChartValue("resources", """{"requests":{"cpu":1}}""", "What it needs."),
            ]);

    [Fact]
    public void A_description_takes_its_place_in_the_schema() =>
        ValuesSchema.Describe("""{"properties":{"a":{"properties":{"b":{"type":"string","description":"old"}}}}}""", [new ChartValue("a.b", "1", "new")])
            .Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .ShouldBe("""{"properties":{"a":{"properties":{"b":{"description":"new","type":"string"}}}}}""");

    [Fact]
    public void A_value_that_the_schema_does_not_know_is_named() =>
        Should.Throw<InvalidDataException>(() => ValuesSchema.Describe("{}", [new ChartValue("a.b", "1", "new")])).Message.ShouldContain("a.b");

    [Fact]
    public void A_table_is_written_between_its_marks() =>
        ValuesTable.Replace("x\n<!-- values: begin -->\nold\n<!-- values: end -->\ny\n", [new ChartValue("a", "\"b\"", "Says it.")])
            .ShouldBe("x\n<!-- values: begin -->\n| Value | Default | What it does |\n| --- | --- | --- |\n| `a` | `\"b\"` | Says it. |\n<!-- values: end -->\ny\n");
}
