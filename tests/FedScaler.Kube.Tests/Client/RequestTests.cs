using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Tests.Client;

public sealed class RequestTests
{
    private const string Prefix = "/apis/cluster.karmada.io/v1alpha1/clusters/idc-a/proxy";

    private static readonly ObjectKey Web = new("shop", "web");
    private static readonly ResourceType CloneSets = new("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet");
    private static readonly WriteOptions Plain = new("fedscaler-test");

    public static TheoryData<string, Func<KubeClient, Task>> Calls() => new()
    {
        { "GET /api/v1/namespaces/shop", c => c.GetAsync(KnownResources.Namespaces, new ObjectKey(null, "shop"), JsonDecoders.Object, default) },
        { "GET /apis/apps.kruise.io/v1alpha1/namespaces/shop/clonesets/web/scale", c => c.GetAsync(CloneSets, Web, JsonDecoders.Object, default, "scale") },
        { "GET /apis/apps/v1/deployments?labelSelector=a%3Db%2Cc&fieldSelector=x%3Dy&limit=5&continue=t%2B&resourceVersion=0",
            c => c.ListAsync(KnownResources.Deployments, null, new ListOptions("a=b,c", "x=y", 5, "t+", "0"), JsonDecoders.Object, default) },
        { "POST /api/v1/namespaces/shop/secrets?fieldManager=fedscaler-test&dryRun=All application/json {\"a\":1}",
            c => c.CreateAsync(KnownResources.Secrets, "shop", Body(), Plain with { DryRun = true }, JsonDecoders.Object, default) },
        { "PUT /apis/apps/v1/namespaces/shop/deployments/web/status?fieldManager=fedscaler-test application/json {\"a\":1}",
            c => c.ReplaceAsync(KnownResources.Deployments, Web, Body(), Plain with { Subresource = "status" }, JsonDecoders.Object, default) },
        { "PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale?fieldManager=fedscaler-test application/merge-patch+json {\"a\":1}",
            c => c.PatchAsync(KnownResources.Deployments, Web, PatchKind.Merge, Body(), Plain with { Subresource = "scale" }, JsonDecoders.Object, default) },
        { "PATCH /apis/apps/v1/namespaces/shop/deployments/web?fieldManager=fedscaler-test application/json-patch+json {\"a\":1}",
            c => c.PatchAsync(KnownResources.Deployments, Web, PatchKind.Json, Body(), Plain with { Force = true }, JsonDecoders.Object, default) },
        { "PATCH /apis/apps/v1/namespaces/shop/deployments/web?fieldManager=fedscaler-test&force=true application/apply-patch+yaml {\"a\":1}",
            c => c.PatchAsync(KnownResources.Deployments, Web, PatchKind.Apply, Body(), Plain with { Force = true }, JsonDecoders.Object, default) },
        { "DELETE /api/v1/namespaces/shop/pods/web application/json {\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"uid\":\"u\",\"resourceVersion\":\"3\"},\"propagationPolicy\":\"Background\",\"gracePeriodSeconds\":0}",
            c => c.DeleteAsync(KnownResources.Pods, Web, new DeleteOptions("u", "3", "Background", 0), default) },
        { "GET /version", c => c.GetPathAsync("/version", JsonDecoders.Object, default) },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Each_call_sends_what_the_api_server_expects(string expected, Func<KubeClient, Task> call)
    {
        var seen = new StringBuilder();
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            var request = context.Request;
            seen.Append($"{request.Method} {request.Path}{request.QueryString}");
            using var body = new StreamReader(request.Body);
            if (request.ContentType is { } type) seen.Append($" {type} {await body.ReadToEndAsync()}");
            await context.JsonAsync("""{"kind":"XList","apiVersion":"v1","metadata":{},"items":[]}""");
        });
        await using var client = server.Client();
        await call(client).InTimeAsync();
        seen.ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task Calls_go_over_http_2_where_there_is_tls_and_over_http_1_where_there_is_none()
    {
        foreach (var (shape, expected) in new[] { (new ServerShape(), "HTTP/2"), (new ServerShape(Plain: true), "HTTP/1.1"), (new ServerShape(Protocols: Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1), "HTTP/1.1") })
        {
            await using var server = await ScriptedApiServer.StartAsync(static context => context.JsonAsync($$"""{"protocol":"{{context.Request.Protocol}}"}"""), shape);
            await using var client = server.Client();
            var answer = await client.GetPathAsync("/version", JsonDecoders.Object, default).InTimeAsync();
            answer["protocol"]!.GetValue<string>().ShouldBe(expected);
        }
    }

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task A_path_of_the_server_stays_in_front_of_every_call(string expected, Func<KubeClient, Task> call)
    {
        var path = "";
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            path = context.Request.Path + context.Request.QueryString;
            return context.JsonAsync("""{"kind":"XList","apiVersion":"v1","metadata":{},"items":[]}""");
        });
        await using var client = Prefixed(server);
        await call(client).InTimeAsync();
        path.ShouldBe(Prefix + expected.Split(' ')[1]);
    }

    [Fact]
    public async Task A_path_of_the_server_stays_in_front_of_watches_and_of_subresources_that_are_created()
    {
        var paths = new List<string>();
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            paths.Add(context.Request.Path);
            return context.JsonAsync(context.Request.Query.ContainsKey("watch") ? "" : "{}");
        });
        await using var client = Prefixed(server);
        var eviction = Plain with { Subresource = "eviction" };
        await client.CreateSubresourceAsync(KnownResources.Pods, Web, Body(), eviction, JsonDecoders.Object, default).InTimeAsync();
        await client.GetPathAsync("readyz", JsonDecoders.Object, default).InTimeAsync();
        await foreach (var _ in client.WatchAsync(KnownResources.Pods, "shop", new WatchOptions { Opened = () => paths.Add("opened") }, JsonDecoders.Object, default)) break;
        paths.ShouldBe([Prefix + "/api/v1/namespaces/shop/pods/web/eviction", Prefix + "/readyz", Prefix + "/api/v1/namespaces/shop/pods", "opened"]);
    }

    [Fact]
    public async Task A_namespaced_object_is_never_addressed_without_its_namespace()
    {
        await using var server = await ScriptedApiServer.StartAsync(static context => context.JsonAsync("{}"));
        await using var client = server.Client();
        await Should.ThrowAsync<ArgumentException>(() => client.DeleteAsync(KnownResources.Pods, new ObjectKey(null, "web"), new DeleteOptions(), default));
        await Should.ThrowAsync<ArgumentException>(() => client.DeleteAsync(KnownResources.Pods, new ObjectKey("shop", ""), new DeleteOptions(), default));
    }

    private static KubeClient Prefixed(ScriptedApiServer server) => KubeClient.Create(
        new ClusterConnection { Server = new Uri(server.Address, Prefix + "/"), Roots = TestAuthority.One.Roots }, TimeProvider.System);

    private static RequestBody Body() => RequestBody.From(new JsonObject { ["a"] = 1 });
}
