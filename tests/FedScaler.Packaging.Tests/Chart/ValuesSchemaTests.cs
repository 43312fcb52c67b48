using System.Text.Json.Nodes;
using FedScaler.Kube.Json;
using FedScaler.Packaging.Chart;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Chart;

/// <summary>values.yaml, values.schema.json and the README's table say the same; `make chart` makes them.</summary>
public sealed class ValuesSchemaTests
{
    private static readonly string ValuesText = RepositoryFiles.Read("charts", "fedscaler", "values.yaml");
    private static readonly JsonObject Schema = JsonNode.Parse(RepositoryFiles.Read("charts", "fedscaler", "values.schema.json"))!.AsObject();
    private static readonly IReadOnlyList<ChartValue> Values = ValuesFile.Read(ValuesText);

    [Fact]
    public void Every_value_has_its_place_in_the_schema_with_its_comment_as_description() =>
        Values.Select(static value => $"{value.Path}: {value.Description}")
            .ShouldBe(Values.Select(static value => $"{value.Path}: {ValuesSchema.Find(Schema, value.Path)?["description"]}"));

    [Fact]
    public void Every_place_of_the_schema_is_a_value() =>
        Places(Schema, "").Where(static path => path != "global")
            .Except(Values.Select(static value => value.Path)).Where(static path => !Values.Any(value => path.StartsWith($"{value.Path}.", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void Every_value_has_a_comment() =>
        Leaves(YamlJson.Parse(ValuesText), "").Where(static path => !Values.Any(value => path == value.Path || path.StartsWith($"{value.Path}.", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_but_what_the_schema_names_is_accepted() =>
        Objects(Schema).Where(static one => one["properties"] != null && one["required"] is null)
            .ShouldAllBe(static one => one["additionalProperties"] != null && !one["additionalProperties"]!.GetValue<bool>());

    [Fact]
    public void The_table_of_the_README_is_made_of_the_comments()
    {
        var readme = RepositoryFiles.Read("charts", "fedscaler", "README.md");

        ValuesTable.Replace(readme, Values).ShouldBe(readme, "run `make chart`");
        readme.ShouldContain("| `replicas` | `2` |");
    }

    [Theory]
    [InlineData("replica: 2", "replica")]
    [InlineData("replicas: two", "replicas")]
    [InlineData("replicas: -1", "replicas")]
    [InlineData("federation: clusternet", "federation")]
    [InlineData("federation: karmada", "karmada.kubeconfigSecret must name")]
    [InlineData("karmada: {part: both}", "part")]
    [InlineData("karmada: {user: \"it's\"}", "user")]
    [InlineData("logFormat: xml", "logFormat")]
    [InlineData("image: {tag: 'a b'}", "image")]
    [InlineData("image: {digest: latest}", "image")]
    [InlineData("serviceAccount: {tokenExpirationSeconds: 60}", "tokenExpirationSeconds")]
    [InlineData("metrics: {port: 80}", "port")]
    [InlineData("metrics: {serviceMonitor: {interval: often}}", "interval")]
    [InlineData("networkPolicy: {egress: {apiServerPorts: []}}", "apiServerPorts")]
    [InlineData("podDisruptionBudget: {maxUnavailable: most}", "maxUnavailable")]
    [InlineData("podLabels: {app.kubernetes.io/name: other}", "app.kubernetes.io/name")]
    [InlineData("resources: {limits: {memory: much}}", "memory")]
    [InlineData("serviceAccount: {create: false}", "serviceAccount.name must be given")]
    public async Task Helm_refuses_what_cannot_be_meant(string values, string named) => (await RenderedChart.RefusalOfAsync(values)).ShouldNotBeNull().ShouldContain(named);

    [Theory]
    [InlineData("global: {anything: 1}")]
    [InlineData("replicas: 0")]
    [InlineData("{federation: karmada, karmada: {part: controlPlane}}")]
    [InlineData("{federation: karmada, karmada: {kubeconfigSecret: karmada}}")]
    [InlineData("podDisruptionBudget: {maxUnavailable: 100%}")]
    [InlineData("resources: {requests: {cpu: 0.5, memory: 1Gi, ephemeral-storage: 1Gi}}")]
    public async Task Helm_accepts_what_can(string values) => (await RenderedChart.RefusalOfAsync(values)).ShouldBeNull();

    [Fact]
    public async Task The_chart_passes_Helms_strict_lint() => (await Tool.Helm.RunAsync("lint", "--strict", "charts/fedscaler")).ShouldContain("1 chart(s) linted, 0 chart(s) failed");

    private static IEnumerable<string> Places(JsonObject schema, string above) =>
        (schema["properties"]?.AsObject() ?? []).SelectMany(one => Places(one.Value!.AsObject(), $"{above}{one.Key}.") is var below && one.Value!["properties"] is null ? [$"{above}{one.Key}"] : below);

    private static IEnumerable<string> Leaves(JsonNode? node, string path) =>
        node is JsonObject { Count: > 0 } map ? map.SelectMany(one => Leaves(one.Value, path.Length == 0 ? one.Key : $"{path}.{one.Key}")) : [path];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(static one => Objects(one.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
