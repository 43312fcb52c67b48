using System.Text.Json;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Plan;

public sealed class PlanBatchTests
{
    private const string Good = """{"spec": {"minReplicas": 2, "maxReplicas": 10}, "clusters": [{"name": "a", "fit": 10}, {"name": "b", "fit": 10}]}""";

    [Fact]
    public async Task Each_line_is_answered_by_one_line()
    {
        var answer = (await AnswerAsync(Good)).ShouldHaveSingleItem();

        answer.GetProperty("effectiveMin").GetInt32().ShouldBe(2);
        answer.GetProperty("clusters").EnumerateArray().Select(cluster => cluster.GetProperty("maxReplicas").GetInt32()).ShouldBe([5, 5]);
        answer.GetProperty("conditions").EnumerateArray().Select(condition => condition.GetProperty("type").GetString()).ShouldContain("CapacityShort");
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""{"clusters": []}""", "spec")]
    [InlineData("""{"spec": {"maxReplicas": 3}, "clusters": [], "fleet": 1}""", "fleet")]
    [InlineData("""{"spec": {"maxReplicas": 3}}""", "clusters")]
    [InlineData("""{"spec": {"maxReplicas": 3, "maxReplica": 4}, "clusters": []}""", "spec.maxReplica")]
    [InlineData("""{"spec": {"maxReplicas": -3}, "clusters": []}""", "spec.maxReplicas")]
    [InlineData("""{"spec": {"minReplicas": 9, "maxReplicas": 3}, "clusters": []}""", "spec.minReplicas")]
    [InlineData("""{"spec": {"maxReplicas": 3}, "clusters": [{"name": "a", "fit": -1}]}""", "clusters[0].fit")]
    [InlineData("""{"spec": {"maxReplicas": 3}, "clusters": [{"name": "a", "fit": 99999999999}]}""", "clusters[0].fit")]
    public async Task A_line_that_is_not_a_plan_is_answered_by_the_field_and_the_next_line_is_planned(string line, string field)
    {
        var answers = await AnswerAsync($"{line}\n{Good}");

        answers.Count.ShouldBe(2);
        answers[0].GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        answers[0].GetProperty("field").GetString().ShouldBe(field);
        answers[1].GetProperty("effectiveMax").GetInt32().ShouldBe(10);
    }

    [Fact]
    public async Task A_thousand_lines_are_answered_in_their_order()
    {
        var lines = Enumerable.Range(1, 1_000).Select(count => $$"""{"spec": {"maxReplicas": {{count}}}, "clusters": [{"name": "a"}]}""");

        var answers = await AnswerAsync(string.Join('\n', lines));

        answers.Select(answer => answer.GetProperty("effectiveMax").GetInt32()).ShouldBe(Enumerable.Range(1, 1_000));
    }

    [Fact]
    public async Task Names_of_any_script_come_back_as_they_were()
    {
        var answer = (await AnswerAsync("""{"spec": {"maxReplicas": 3}, "clusters": [{"name": "上海-ü😀"}]}""")).ShouldHaveSingleItem();

        answer.GetProperty("clusters")[0].GetProperty("name").GetString().ShouldBe("上海-ü😀");
    }

    private static async Task<List<JsonElement>> AnswerAsync(string input)
    {
        var run = await CommandLine.RunAsync(input, ["plan", "--batch"]);
        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }
}
