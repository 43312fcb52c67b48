using Microsoft.AspNetCore.Http;

namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>A member's API server that means ill: it moves nothing but its own share, leads nowhere, and the others go on.</summary>
public sealed class HostileMemberTests : FleetTest
{
    private const string Json = "application/json";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_followed_nowhere(int code)
    {
        await using var elsewhere = await HostileServer.StartAsync(static context => context.Response.WriteAsync("ok"));
        await using var server = await HostileServer.StartAsync(context =>
        {
            context.Response.StatusCode = code;
            context.Response.Headers.Location = new Uri(elsewhere.Address, "/latest/meta-data").ToString();
            return Task.CompletedTask;
        });
        var fleet = await StartSandboxAsync();
        await fleet.RegisterAsync(Untrusted.Kubeconfig(server.Address.ToString()));

        (await fleet.UntilRefusedAsync("NotReady")).ShouldContain("redirects are not followed");
        await fleet.StepAsync(60);

        server.Requests.ShouldNotBeEmpty();
        elsewhere.Requests.ShouldBeEmpty();
    }

    public static TheoryData<string, string> Answers => new()
    {
        { "a list whose pages lead to themselves", """{"kind":"NodeList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"again"},"items":[]}""" },
        { "another kind of object", """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success"}""" },
        { "nesting ten thousand deep", """{"kind":"NodeList","metadata":{"resourceVersion":"1"},"items":[{"metadata":""" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) },
        { "keys that stand twice", """{"kind":"NodeList","metadata":{"resourceVersion":"1"},"items":[],"items":[]}""" },
        { "quantities beyond all bounds", Node("""{"cpu":"1e999","memory":"9999999999999999999E","pods":"-5"}""") },
        { "quantities that are none", Node("""{"cpu":{"a":1},"memory":true}""") },
        { "a name of a megabyte", """{"kind":"NodeList","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"resourceVersion":"1","uid":"u","name":""" + '"' + new string('x', 1 << 20) + "\"}}]}" },
        { "no text at all", "\0\0\0\0" },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Whatever_it_lists_the_others_share_the_whole(string what, string list)
    {
        await using var server = await HostileServer.StartAsync(context => AnswerAsync(context, list));
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.RegisterAsync(Untrusted.Kubeconfig(server.Address.ToString()));
        await fleet.UntilAsync($"it was asked for its nodes, and answered with {what}", async () =>
        {
            await Task.CompletedTask;
            return server.Requests.Contains("GET /api/v1/nodes");
        });

        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("the others share the whole", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        await fleet.StepAsync(120);

        fleet.Sandbox.IsServiceRunning.ShouldBeTrue();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    private static string Node(string allocatable) =>
        $$$"""
        {"kind":"NodeList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[
          {"metadata":{"name":"n","uid":"u","resourceVersion":"1"},"status":{"allocatable":{{{allocatable}}},"conditions":[{"type":"Ready","status":"True"}]}}]}
        """;

    private static Task AnswerAsync(HttpContext context, string list)
    {
        context.Response.ContentType = Json;
        if (context.Request.Query.ContainsKey("watch"))
        {
            // It knows no streamed lists, nor any watch.
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("{}");
        }

        var path = context.Request.Path.Value!;
        if (path == "/readyz") return context.Response.WriteAsync("ok");
        if (path.EndsWith("/kube-system", StringComparison.Ordinal))
            return context.Response.WriteAsync("""{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"kube-system","uid":"bad","resourceVersion":"1"}}""");
        if (path == "/api/v1/nodes") return context.Response.WriteAsync(list);
        context.Response.StatusCode = 404;
        return context.Response.WriteAsync("{}");
    }
}
