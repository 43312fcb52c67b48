using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.ApiServer.Authorization;

public sealed class ImpersonationTests
{
    private const string Nodes = "/api/v1/nodes";

    [Fact]
    public async Task Whoever_may_act_as_another_has_his_rights_and_no_longer_his_own()
    {
        await using var account = await AccountFixture.StartAsync();
        await account.GrantAsync("""{"apiGroups":[""],"resources":["users"],"resourceNames":["jane"],"verbs":["impersonate"]}""");

        var (code, body) = await AsJaneAsync(account);

        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldBe("nodes is forbidden: User \"jane\" cannot list resource \"nodes\" in API group \"\" at the cluster scope");
    }

    [Fact]
    public async Task Acting_as_another_needs_a_right_that_names_him_and_each_of_his_groups()
    {
        await using var account = await AccountFixture.StartAsync();
        (await AsJaneAsync(account)).Body["message"]!.GetValue<string>().ShouldBe(
            "users \"jane\" is forbidden: User \"system:serviceaccount:default:robot\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
        await account.GrantAsync("""{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"]}""");
        (await AsJaneAsync(account, "system:masters")).Body["message"]!.GetValue<string>().ShouldStartWith("groups \"system:masters\" is forbidden");

        await account.GrantAsync("""{"apiGroups":[""],"resources":["groups"],"resourceNames":["system:masters"],"verbs":["impersonate"]}""", role: "groups");

        (await AsJaneAsync(account, "system:masters")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_service_account_is_impersonated_with_its_own_groups()
    {
        await using var account = await AccountFixture.StartAsync();

        var (code, body) = await AsAsync(account, account.Server.Cluster.Server.AdminToken, "system:serviceaccount:default:robot", []);

        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldContain("User \"system:serviceaccount:default:robot\" cannot list");
    }

    private static Task<(int Code, JsonObject Body)> AsJaneAsync(AccountFixture account, params string[] groups) => AsAsync(account, account.Token, "jane", groups);

    private static async Task<(int Code, JsonObject Body)> AsAsync(AccountFixture account, string token, string user, string[] groups)
    {
        using var http = new HttpClient { BaseAddress = account.Server.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(HttpMethod.Get, Nodes);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Impersonate-User", user);
        foreach (var group in groups) request.Headers.Add("Impersonate-Group", group);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }
}
