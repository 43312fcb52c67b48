using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Projections;
using FedScaler.Sandbox.Time;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Kube.Tests.Client;

public sealed class AnswerTests
{
    private static readonly ListOptions Everything = new();

    [Fact]
    public async Task A_list_is_read_whether_its_metadata_comes_first_or_last()
    {
        foreach (var json in new[]
        {
            """{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"9","continue":"next","remainingItemCount":4},"items":[{"metadata":{"name":"a"}}]}""",
            """{"items":[{"metadata":{"name":"a"}}],"metadata":{"remainingItemCount":4,"continue":"next","resourceVersion":"9"},"apiVersion":"v1","kind":"PodList"}""",
        })
        {
            var page = await ListAsync(json);
            page.ResourceVersion.ShouldBe("9");
            page.Continue.ShouldBe("next");
            page.RemainingItemCount.ShouldBe(4);
            page.Items.ShouldHaveSingleItem().ToJsonString().ShouldBe("""{"metadata":{"name":"a"},"kind":"Pod","apiVersion":"v1"}""");
        }
    }

    [Fact]
    public async Task Items_that_are_null_are_an_empty_list() =>
        (await ListAsync("""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"9","continue":""},"items":null}""")).ShouldSatisfyAllConditions(
            static page => page.Items.ShouldBeEmpty(),
            static page => page.Continue.ShouldBeNull());

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"items":[],"items":[]}""")]
    [InlineData("""{"items":[{"metadata":{"name":"a"}}]""")]
    [InlineData("""{"items":[{"a":1,"a":2}]}""")]
    [InlineData("""{"items":[]} {}""")]
    [InlineData("<html/>")]
    public async Task An_answer_that_is_no_list_is_an_error_and_never_an_empty_fleet(string body)
    {
        var error = await Should.ThrowAsync<HttpRequestException>(() => ListAsync(body));
        error.HttpRequestError.ShouldBe(HttpRequestError.InvalidResponse);
    }

    [Fact]
    public async Task Keys_that_stand_twice_are_refused()
    {
        var error = await Should.ThrowAsync<HttpRequestException>(() => GetAsync("""{"metadata":{"name":"a","name":"b"}}"""));
        error.HttpRequestError.ShouldBe(HttpRequestError.InvalidResponse);
    }

    [Fact]
    public async Task Json_is_read_to_a_depth_of_256_and_no_deeper()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        (await GetAsync(Nested(250))).ShouldNotBeNull();
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(Nested(100_000)));
    }

    [Fact]
    public async Task Text_that_is_no_utf_8_is_an_invalid_answer()
    {
        await using var server = await ScriptedApiServer.StartAsync(static async context =>
            await context.Response.Body.WriteAsync((byte[])[.. "{\"metadata\":{\"name\":\""u8, 0xff, 0xfe, .. "\"}}"u8]));
        await using var client = server.Client();
        var error = await Should.ThrowAsync<HttpRequestException>(() => client.GetPathAsync("/x", PodProjection.Decoder, default).InTimeAsync());
        error.HttpRequestError.ShouldBe(HttpRequestError.InvalidResponse);
    }

    [Fact]
    public async Task A_body_beyond_its_cap_is_given_up()
    {
        await using var server = await ScriptedApiServer.StartAsync(static context => context.JsonAsync($$"""{"a":"{{new string('x', 200_000)}}"}"""));
        await using var client = server.Client(options: new KubeClientOptions { MaxBodyBytes = 100_000 });
        var error = await Should.ThrowAsync<HttpRequestException>(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync());
        error.HttpRequestError.ShouldBe(HttpRequestError.ConfigurationLimitExceeded);
    }

    [Fact]
    public async Task Where_the_status_is_the_answer_the_body_may_be_plain_text()
    {
        await using var server = await ScriptedApiServer.StartAsync(static context => context.Response.WriteAsync("ok"));
        await using var client = server.Client();
        (await client.GetPathAsync("/readyz", JsonDecoders.Nothing, default).InTimeAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_servers_clock_is_known_from_its_answers()
    {
        var ours = new SimulatedTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await ScriptedApiServer.StartAsync(static context =>
        {
            context.Response.Headers.Date = "Sun, 01 Mar 2026 12:00:42 GMT";
            return context.JsonAsync("{}");
        });
        await using var client = server.Client(ours);
        client.ClockSkew.ShouldBeNull();
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        client.ClockSkew.ShouldBe(TimeSpan.FromSeconds(42));
    }

    private static async Task<ResourceList<System.Text.Json.Nodes.JsonObject>> ListAsync(string body)
    {
        await using var server = await ScriptedApiServer.StartAsync(context => context.JsonAsync(body));
        await using var client = server.Client();
        return await client.ListAsync(KnownResources.Pods, null, Everything, JsonDecoders.Object, default).InTimeAsync();
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> GetAsync(string body)
    {
        await using var server = await ScriptedApiServer.StartAsync(context => context.JsonAsync(body));
        await using var client = server.Client();
        return await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
    }
}
