using FedScaler.Sandbox.Tests.ApiServer.Authorization;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.ApiServer;

public sealed class ServiceAccountTokensTests
{
    private const string Me = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private const string Review = """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""";

    [Fact]
    public async Task A_token_makes_its_bearer_the_service_account()
    {
        await using var server = await AccountFixture.StartAsync();

        var (code, body) = await server.AsAccountAsync("POST", Me, Review);

        code.ShouldBe(201);
        body["status"]!["userInfo"]!["username"]!.GetValue<string>().ShouldBe("system:serviceaccount:default:robot");
    }

    [Fact]
    public async Task A_token_is_good_until_the_second_that_it_names()
    {
        await using var server = await AccountFixture.StartAsync();

        server.Server.Time.Advance(TimeSpan.FromSeconds(3599));
        (await server.AsAccountAsync("POST", Me, Review)).Code.ShouldBe(201);
        server.Server.Time.Advance(TimeSpan.FromSeconds(1));
        (await server.AsAccountAsync("POST", Me, Review)).Code.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_of_a_service_account_that_was_deleted_is_good_no_more_though_one_of_its_name_is_made()
    {
        await using var server = await AccountFixture.StartAsync();

        await server.Server.SendAsync("DELETE", AccountFixture.Account);
        (await server.AsAccountAsync("POST", Me, Review)).Code.ShouldBe(401);
        await server.Server.ApplyAsync(AccountFixture.Account, "test", """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot","namespace":"default"}}""");
        (await server.AsAccountAsync("POST", Me, Review)).Code.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_that_was_revoked_or_altered_is_refused()
    {
        await using var server = await AccountFixture.StartAsync();

        (await server.AsAsync(server.Token[..^2] + "AA", "POST", Me, Review)).Code.ShouldBe(401);
        server.Server.Cluster.Faults.RevokeToken(server.Token);
        (await server.AsAccountAsync("POST", Me, Review)).Code.ShouldBe(401);
    }

    [Theory]
    [InlineData(599, "may not specify a duration less than 10 minutes")]
    [InlineData((1L << 32) + 1, "may not specify a duration larger than 2^32 seconds")]
    public async Task A_lifetime_out_of_bounds_is_refused(long seconds, string why)
    {
        await using var server = await AccountFixture.StartAsync();

        var (code, body) = await server.AskAsync(seconds);

        code.ShouldBe(422);
        var cause = body["details"]!["causes"]!.AsArray().ShouldHaveSingleItem()!;
        cause["field"]!.GetValue<string>().ShouldBe("spec.expirationSeconds");
        cause["message"]!.GetValue<string>().ShouldContain(why);
    }

    [Fact]
    public async Task A_server_may_grant_less_than_was_asked_for_and_says_so()
    {
        await using var server = await AccountFixture.StartAsync();
        server.Server.Cluster.Server.MaxTokenLifetime = TimeSpan.FromHours(1);

        var (code, body) = await server.AskAsync(604_800);

        code.ShouldBe(201);
        body["spec"]!["expirationSeconds"]!.GetValue<long>().ShouldBe(604_800);
        body["status"]!["expirationTimestamp"]!.GetValue<string>().ShouldBe("2026-01-01T01:00:00Z");
    }

    [Fact]
    public async Task There_is_no_token_of_a_service_account_that_is_not_there()
    {
        await using var server = await AccountFixture.StartAsync();

        var (code, _) = await server.Server.SendAsync(
            "POST", "/api/v1/namespaces/default/serviceaccounts/nobody/token", """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}""");
        code.ShouldBe(404);
    }
}
