using System.Text.Json.Nodes;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Tests.Json;

public sealed class YamlTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("+1", "1")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("0777", "511")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("1.50", "1.50")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1e3")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("yes", "true")]
    [InlineData("off", "false")]
    [InlineData("y", "true")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("Null", "null")]
    [InlineData("\"1\"", "\"1\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("!!str 1", "\"1\"")]
    [InlineData("100m", "\"100m\"")]
    [InlineData("1Gi", "\"1Gi\"")]
    [InlineData("v1", "\"v1\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("089", "89")]
    [InlineData("2026-10-01", "\"2026-10-01\"")]
    [InlineData("2026-10-01/2026-10-07", "\"2026-10-01/2026-10-07\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("30 8 * * MON-FRI", "\"30 8 * * MON-FRI\"")]
    [InlineData("tRue", "\"tRue\"")]
    public void Scalars_are_typed_as_kubectl_types_them(string yaml, string json) =>
        (YamlJson.Parse($"a: {yaml}\n")!["a"]?.ToJsonString() ?? "null").ShouldBe(json);

    [Fact]
    public void Documents_are_told_apart_and_empty_ones_left_out() =>
        YamlJson.ParseAll("a: 1\n---\n---\n# nothing\n---\nb: 2\n").Select(static d => d.ToJsonString()).ShouldBe(["{\"a\":1}", "{\"b\":2}"]);

    [Fact]
    public void Json_is_yaml() => YamlJson.Parse("""{"a": [1, "2", null], "b": {"c": true}}""")!.ToJsonString().ShouldBe("""{"a":[1,"2",null],"b":{"c":true}}""");

    [Fact]
    public void Aliases_and_merge_keys_are_resolved() =>
        YamlJson.Parse("base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nsame: *b\n")!.ToJsonString()
            .ShouldBe("""{"base":{"x":1,"y":2},"use":{"y":3,"x":1},"same":{"x":1,"y":2}}""");

    [Fact]
    public void Numbers_can_be_taken_as_any_type_of_number()
    {
        var number = YamlJson.Parse("a: 5")!["a"]!;
        number.GetValue<int>().ShouldBe(5);
        number.GetValue<long>().ShouldBe(5);
        number.GetValue<double>().ShouldBe(5);
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", 2)]
    [InlineData("a: [1\n", 2)]
    [InlineData("a: *nothing\n", 1)]
    [InlineData("a: 1\n b: 2\n", 2)]
    [InlineData("? [x]\n: 1\n", 1)]
    [InlineData("a: !!python/object 1\n", 1)]
    public void Errors_name_the_line(string yaml, int line) => Should.Throw<YamlFormatException>(() => YamlJson.Parse(yaml)).Line.ShouldBe(line);

    [Fact]
    public void Nesting_is_bounded_and_costs_no_stack() =>
        Should.Throw<YamlFormatException>(static () => YamlJson.Parse(new string('[', 500_000))).Message.ShouldContain("deep");

    [Fact]
    public void Aliases_cannot_nest_what_may_not_be_written_nested()
    {
        var lines = Enumerable.Range(1, 200).Select(static i => $"a{i}: &a{i} [*a{i - 1}]");
        Should.Throw<YamlFormatException>(() => YamlJson.Parse("a0: &a0 [1]\n" + string.Join('\n', lines))).Message.ShouldContain("deep");
    }

    [Fact]
    public void A_billion_laughs_are_cut_short()
    {
        var lines = Enumerable.Range(1, 9).Select(static i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]");
        Should.Throw<YamlFormatException>(() => YamlJson.Parse("a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n" + string.Join('\n', lines)))
            .Message.ShouldContain("values");
    }

    [Fact]
    public void What_is_written_is_laid_out_as_people_write_it()
    {
        var node = JsonNode.Parse(
            """
            {"kind":"X","metadata":{"name":"a","labels":{}},"items":[{"a":1,"b":["x","z"]},[1,2],"s"],"none":null,"empty":[],
             "text":"line one\nline two\n","odd":"yes","number":"12","date":"2026-10-01","colon":"a: b","cron":"*/5 * * * *","blank":""}
            """);
        YamlJson.Write(node).ShouldBe(
            """
            kind: X
            metadata:
              name: a
              labels: {}
            items:
            - a: 1
              b:
              - x
              - z
            - - 1
              - 2
            - s
            none: null
            empty: []
            text: |
              line one
              line two
            odd: "yes"
            number: "12"
            date: "2026-10-01"
            colon: "a: b"
            cron: "*/5 * * * *"
            blank: ""

            """);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData(" leading")]
    [InlineData("trailing ")]
    [InlineData("no")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("1e3")]
    [InlineData(".inf")]
    [InlineData("~")]
    [InlineData("# no comment")]
    [InlineData("a #b")]
    [InlineData("a:")]
    [InlineData("- a")]
    [InlineData("---")]
    [InlineData("...")]
    [InlineData("{a}")]
    [InlineData("quote \" and \\ back")]
    [InlineData("tab\there")]
    [InlineData("one\ntwo")]
    [InlineData("one\ntwo\n")]
    [InlineData("one\n\n  indented\n")]
    [InlineData("one\ntwo\n\n")]
    [InlineData("\nleading line")]
    [InlineData("  indented\nfirst")]
    [InlineData("bell\u0007 and nel\u0085 and\u2028line")]
    [InlineData("cr\r\nlf")]
    [InlineData("日本語 and 😀")]
    [InlineData("<<")]
    [InlineData("=")]
    public void Every_string_comes_back_as_it_was(string text)
    {
        var node = new JsonObject { ["a"] = text, ["list"] = new JsonArray(text, new JsonObject { [text] = text }) };
        JsonNode.DeepEquals(YamlJson.Parse(YamlJson.Write(node)), node).ShouldBeTrue(YamlJson.Write(node));
    }
}
