using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.ApiServer;

public sealed class ServerSideApplyTests
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    private const string Web = Deployments + "/web";

    [Fact]
    public async Task Two_appliers_of_one_list_keep_their_own_items()
    {
        await using var server = await ServerFixture.StartAsync();
        await server.ApplyAsync(Web, "a", Manifest("""{"name":"A","value":"1"}"""));
        await server.ApplyAsync(Web, "b", Manifest("""{"name":"B","value":"2"}"""));

        var (_, both) = await server.SendAsync("GET", Web);
        await server.ApplyAsync(Web, "b", Manifest(""));
        var (_, left) = await server.SendAsync("GET", Web);

        Names(both).ShouldBe(["A", "B"]);
        Names(left).ShouldBe(["A"]);
    }

    [Fact]
    public async Task What_two_appliers_own_stays_until_both_have_given_it_up()
    {
        await using var server = await ServerFixture.StartAsync();
        await server.ApplyAsync(Web, "a", Manifest("""{"name":"A","value":"1"}"""));
        await server.ApplyAsync(Web, "b", Manifest("""{"name":"A","value":"1"}"""));

        var (_, first) = await server.ApplyAsync(Web, "a", Manifest(""));
        var (_, second) = await server.ApplyAsync(Web, "b", Manifest(""));

        Names(first).ShouldBe(["A"]);
        Names(second).ShouldBeEmpty();
    }

    [Fact]
    public async Task Applying_the_same_again_keeps_the_version()
    {
        await using var server = await ServerFixture.StartAsync();
        var (created, first) = await server.ApplyAsync(Web, "a", Manifest(""));
        server.Time.Advance(TimeSpan.FromMinutes(1));

        var (again, second) = await server.ApplyAsync(Web, "a", Manifest(""));

        (created, again).ShouldBe((201, 200));
        second["metadata"]!["resourceVersion"]!.GetValue<string>().ShouldBe(first["metadata"]!["resourceVersion"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_field_that_the_kind_does_not_have_is_refused_as_the_real_server_does()
    {
        await using var server = await ServerFixture.StartAsync();

        var (code, body) = await server.ApplyAsync(Web, "a", Manifest("").Replace("\"selector\":", "\"topologyKeys\":[],\"selector\":", StringComparison.Ordinal));

        code.ShouldBe(500);
        body["message"]!.GetValue<string>().ShouldBe("failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.topologyKeys: field not declared in schema");
        body.ContainsKey("reason").ShouldBeFalse();
    }

    [Fact]
    public async Task A_yaml_body_is_applied_as_its_json_is()
    {
        await using var server = await ServerFixture.StartAsync();

        var (code, body) = await server.ApplyAsync("/api/v1/namespaces/default/configmaps/c", "a", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  on: \"true\"\n");

        code.ShouldBe(201);
        body["data"]!["on"]!.GetValue<string>().ShouldBe("true");
    }

    [Fact]
    public async Task A_dry_run_shows_the_result_and_stores_nothing()
    {
        await using var server = await ServerFixture.StartAsync();
        var revision = server.Cluster.Store.Revision;

        var (code, body) = await server.ApplyAsync(Web, "a", Manifest(""), "&dryRun=All");

        code.ShouldBe(201);
        body["spec"]!["progressDeadlineSeconds"]!.GetValue<int>().ShouldBe(600);
        server.Cluster.Store.Revision.ShouldBe(revision);
    }

    private static string Manifest(string env) => $$$$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},
         "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
          "spec":{"containers":[{"name":"main","image":"nginx:1","env":[{{{{{env}}}}}]}]}}}}
        """;

    private static List<string> Names(JsonObject deployment) =>
    [
        .. (deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["env"] as JsonArray ?? []).Select(each => each!["name"]!.GetValue<string>()),
    ];
}
