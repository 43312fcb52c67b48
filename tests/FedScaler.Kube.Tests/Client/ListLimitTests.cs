using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Tests.Client;

/// <summary>A list ends, whoever sends it.</summary>
public sealed class ListLimitTests
{
    [Fact]
    public async Task A_page_that_leads_to_itself_ends_the_list()
    {
        var asked = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            Interlocked.Increment(ref asked);
            return context.JsonAsync("""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"again"},"items":[]}""");
        });
        await using var client = server.Client();

        var error = await Should.ThrowAsync<HttpRequestException>(
            () => client.ListPagesAsync(KnownResources.Pods, null, new ListOptions(), JsonDecoders.Object, default).InTimeAsync());

        error.HttpRequestError.ShouldBe(HttpRequestError.ConfigurationLimitExceeded);
        error.Message.ShouldContain("leads to itself");
        Volatile.Read(ref asked).ShouldBe(2);
    }

    [Theory]
    [InlineData(ListLimits.MaxObjects, 1, null, "next", true)]
    [InlineData(ListLimits.MaxObjects + 1, 1, null, "next", false)]
    [InlineData(ListLimits.MaxObjects + 1, 1, null, null, false)]
    [InlineData(0, ListLimits.MaxPages, "a", null, true)]
    [InlineData(0, ListLimits.MaxPages, "a", "b", false)]
    [InlineData(0, 2, "a", "a", false)]
    [InlineData(0, 2, "a", "b", true)]
    public void Neither_objects_nor_pages_are_endless(int objects, int pages, string? asked, string? next, bool allowed)
    {
        if (allowed) ListLimits.Check(objects, pages, asked, next);
        else Should.Throw<HttpRequestException>(() => ListLimits.Check(objects, pages, asked, next)).HttpRequestError.ShouldBe(HttpRequestError.ConfigurationLimitExceeded);
    }
}
