using System.Text.Json.Nodes;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Admission;

/// <summary>An API server that does not like one rule refuses the whole CRD. Limits: apiextensions-apiserver pkg/apis/apiextensions/validation.</summary>
public sealed class CelBudgetTests
{
    private const long MostOfARule = 10_000_000;
    private const long MostOfACrd = 100_000_000;

    [Fact]
    public async Task The_rules_are_of_the_right_types_and_cost_no_more_than_the_server_allows()
    {
        var rules = (await CelEvaluator.RunAsync([], TestContext.Current.CancellationToken))["rules"]!.AsArray();

        rules.Where(rule => rule!["error"] is not null).Select(rule => $"{rule!["kind"]} {rule["path"]}: {rule["error"]}: {rule["rule"]}").ShouldBeEmpty();
        rules.Where(rule => Cost(rule) > MostOfARule / 2).Select(rule => $"{rule!["kind"]} {rule["path"]}: {rule["cost"]}: {rule["rule"]}").ShouldBeEmpty("half of what is allowed, for room to err");
        rules.GroupBy(rule => (string)rule!["kind"]!, Cost).ToDictionary(kind => kind.Key, kind => kind.Sum()).ShouldAllBe(kind => kind.Value < MostOfACrd / 2);
        rules.Count.ShouldBe(CrdDescriptions.All.Sum(crd => CelRules.Of(CrdGenerator.Schema(crd.Resource)).Count()));
    }

    [Fact]
    public void A_rule_says_in_one_line_what_to_write()
    {
        foreach (var crd in CrdDescriptions.All)
            foreach (var (path, rule, message) in CelRules.Of(CrdGenerator.Schema(crd.Resource)))
            {
                // The server's own bounds (ValidationRule.message).
                message.ShouldNotBeNullOrWhiteSpace($"{crd.Resource.Kind} {path}: {rule}");
                message.Length.ShouldBeLessThan(2048);
                message.ShouldNotContain('\n');
                message.Contains('^', StringComparison.Ordinal).ShouldBeFalse($"{crd.Resource.Kind} {path}: a pattern is no advice");
            }
    }

    [Fact]
    public void Every_fieldPath_points_at_a_field_that_is_there()
    {
        foreach (var crd in CrdDescriptions.All) Walk(CrdGenerator.Schema(crd.Resource), crd.Resource.Kind);
    }

    [Fact]
    public void Every_default_is_what_its_own_schema_lets_in()
    {
        foreach (var crd in CrdDescriptions.All)
            foreach (var (path, start, schema) in Defaults(CrdGenerator.Schema(crd.Resource), ""))
                SchemaValidator.Validate(start, schema).ShouldBeEmpty($"{crd.Resource.Kind} {path}");
    }

    private static long Cost(JsonNode? rule) => (long)Math.Ceiling((double)rule!["cost"]!);

    private static void Walk(JsonObject schema, string path)
    {
        foreach (var rule in schema["x-kubernetes-validations"] as JsonArray ?? [])
            if ((string?)rule!["fieldPath"] is { } field)
                schema["properties"]![field.TrimStart('.')].ShouldNotBeNull($"{path}: {field}");
        foreach (var (name, property) in schema["properties"] as JsonObject ?? []) Walk(property!.AsObject(), $"{path}.{name}");
        if (schema["items"] is JsonObject each) Walk(each, $"{path}[]");
    }

    private static IEnumerable<(string Path, JsonNode Start, JsonObject Schema)> Defaults(JsonObject schema, string path)
    {
        if (schema["default"] is { } start) yield return (path, start, schema);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            foreach (var one in Defaults(property!.AsObject(), $"{path}.{name}")) yield return one;
        if (schema["items"] is JsonObject each)
            foreach (var one in Defaults(each, $"{path}[]")) yield return one;
    }
}
