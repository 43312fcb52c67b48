using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace FedScaler.Sandbox.Tests.ApiServer.Authorization;

/// <summary>A server with a ServiceAccount robot in the namespace default, and a token of it.</summary>
internal sealed class AccountFixture(ServerFixture server) : IAsyncDisposable
{
    public const string Account = "/api/v1/namespaces/default/serviceaccounts/robot";

    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    public ServerFixture Server => server;

    public string Token { get; private set; } = "";

    public static async Task<AccountFixture> StartAsync()
    {
        var fixture = new AccountFixture(await ServerFixture.StartAsync());
        (await fixture.Server.ApplyAsync(Account, "test", """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot","namespace":"default"}}""")).Code.ShouldBe(201);
        fixture.Token = (await fixture.AskAsync(3600)).Body["status"]!["token"]!.GetValue<string>();
        return fixture;
    }

    /// <summary>Asks for a token as an administrator.</summary>
    public Task<(int Code, JsonObject Body)> AskAsync(long seconds) => server.SendAsync(
        "POST", $"{Account}/token", $$"""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":{{seconds}} } }""");

    /// <summary>Binds one rule to the account: in the whole cluster, or in one namespace.</summary>
    public async Task GrantAsync(string rule, string? ns = null, string role = "robot")
    {
        var (path, kind) = ns is null ? (Rbac, "ClusterRole") : ($"{Rbac}/namespaces/{ns}", "Role");
        var metadata = ns is null ? $$"""{"name":"{{role}}"}""" : $$"""{"name":"{{role}}","namespace":"{{ns}}"}""";
        (await server.ApplyAsync(
            $"{path}/{kind.ToLowerInvariant()}s/{role}", "test",
            $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{kind}}","metadata":{{metadata}},"rules":[{{rule}}]}""")).Code.ShouldBe(201);
        (await server.ApplyAsync(
            $"{path}/{kind.ToLowerInvariant()}bindings/{role}", "test",
            $$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{kind}}Binding","metadata":{{metadata}},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{kind}}","name":"{{role}}"},
             "subjects":[{"kind":"ServiceAccount","name":"robot","namespace":"default"}]}
            """)).Code.ShouldBe(201);
    }

    public Task<(int Code, JsonObject Body)> AsAccountAsync(string method, string path, string? body = null, string contentType = "application/json") =>
        AsAsync(Token, method, path, body, contentType);

    /// <param name="token">Null for none.</param>
    public async Task<(int Code, JsonObject Body)> AsAsync(string? token, string method, string path, string? body = null, string contentType = "application/json")
    {
        using var http = new HttpClient { BaseAddress = server.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
