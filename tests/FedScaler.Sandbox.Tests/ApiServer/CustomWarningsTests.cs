using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.ApiServer;

public sealed class CustomWarningsTests
{
    private const string Widgets = "/apis/example.com/v1/namespaces/default/widgets";

    private const string Definition = """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "widgets.example.com"},
         "spec": {"group": "example.com", "scope": "Namespaced", "names": {"plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"},
                  "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                    "spec": {"type": "object", "properties": {"size": {"type": "integer"}}}}}}}]}}
        """;

    private static readonly ResourceType Type = new("example.com", "v1", "widgets", "Widget");

    [Fact]
    public async Task What_is_accepted_with_a_warning_carries_it_in_a_header()
    {
        await using var server = await StartAsync();

        var (code, warnings) = await SendAsync(server, HttpMethod.Post, Widgets, Widget(13));

        code.ShouldBe(201);
        warnings.ShouldBe(["299 - \"spec.size: 13 is \\\"unlucky\\\"\""]);
    }

    [Fact]
    public async Task An_update_is_judged_against_what_is_stored()
    {
        await using var server = await StartAsync();
        (await SendAsync(server, HttpMethod.Post, Widgets, Widget(1))).Warnings.ShouldBeEmpty();

        var (code, first) = await SendAsync(server, HttpMethod.Patch, Widgets + "/w", """{"spec": {"size": 13}}""", "application/merge-patch+json");
        var (_, again) = await SendAsync(server, HttpMethod.Patch, Widgets + "/w", """{"metadata": {"labels": {"a": "b"}}}""", "application/merge-patch+json");

        code.ShouldBe(200);
        first.Length.ShouldBe(1);
        again.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_is_not_warned_of()
    {
        await using var server = await StartAsync();

        var (code, warnings) = await SendAsync(server, HttpMethod.Post, Widgets, Widget(-13));

        code.ShouldBe(422);
        warnings.ShouldBeEmpty();
    }

    private static async Task<ServerFixture> StartAsync()
    {
        var server = await ServerFixture.StartAsync();
        server.Cluster.Server.Register(
            Type,
            static (next, _) => Size(next) < 0 ? [new StatusCause("FieldValueInvalid", "spec.size", "Invalid value: must not be negative")] : [],
            static (next, previous) => Math.Abs(Size(next)) == 13 && (previous is null || Size(previous) != Size(next)) ? ["spec.size: 13 is \"unlucky\""] : []);
        (await server.SendAsync("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Definition)).Code.ShouldBe(201);
        return server;
    }

    private static int Size(JsonObject widget) => widget["spec"]!["size"]!.GetValue<int>();

    private static string Widget(int size) => $$"""{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "w"}, "spec": {"size": {{size}} } }""";

    private static async Task<(int Code, string[] Warnings)> SendAsync(ServerFixture server, HttpMethod method, string path, string body, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(server.Http.BaseAddress!, path)) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        using var response = await server.Http.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.TryGetValues("Warning", out var warnings) ? [.. warnings] : []);
    }
}
