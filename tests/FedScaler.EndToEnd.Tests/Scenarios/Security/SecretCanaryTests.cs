using System.Text;
using FedScaler.Api;
using FedScaler.Kube.Models;
using Microsoft.AspNetCore.Http;

namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>Credentials that are told apart from all else, in every place where one could get in: none of them comes out anywhere.</summary>
public sealed class SecretCanaryTests : FleetTest
{
    private const string Token = "canary-token-5d1c0f7e";
    private const string Password = "canary-password-83ab11";
    private const string Other = "canary-other-6f20aa";

    private static readonly string[] Canaries = [Token, Password, Other, Encode(Token), Encode(Password), Encode(Other), Encode($"me:{Password}")];

    /// <summary>How a member might give back what it was sent.</summary>
    public static TheoryData<string, Func<HttpContext, string, Task>> Echoes => new()
    {
        { "in a Status", static (context, header) => StatusAsync(context, 403, header) },
        { "in a Status of 401", static (context, header) => StatusAsync(context, 401, header) },
        { "in a page of text", static (context, header) => TextAsync(context, 500, $"<html>{header}</html>") },
        { "in where it leads to", static (context, header) =>
            {
                context.Response.Headers.Location = "https://elsewhere.example/?" + Uri.EscapeDataString(header);
                return TextAsync(context, 302, header);
            }
        },
        { "in its version and its uid", static (context, header) => TextAsync(
            context, 200, $$"""{"gitVersion":"{{header}}","metadata":{"name":"kube-system","resourceVersion":"1","uid":"{{header}}"} }""") },
        { "in a header that is none", static (context, header) => TextAsync(context, 200, "{\"" + header) },
    };

    [Theory, MemberData(nameof(Echoes))]
    public async Task A_member_that_gives_the_token_back_gets_it_into_nothing_that_others_read(string where, Func<HttpContext, string, Task> echo)
    {
        foreach (var user in (string[])[$"{{token: {Token}}}", $"{{username: me, password: {Password}}}"])
        {
            var asked = 0;
            await using var server = await HostileServer.StartAsync(context =>
            {
                Interlocked.Increment(ref asked);
                return echo(context, context.Request.Headers.Authorization.ToString());
            });
            var fleet = await StartSandboxAsync(service: false);
            fleet.Sandbox.LogEverything();
            await fleet.StartServiceAsync();
            await fleet.RegisterAsync(Untrusted.Kubeconfig(server.Address.ToString(), user: user));
            await fleet.StepAsync(30);

            Volatile.Read(ref asked).ShouldBeGreaterThan(0, where);
            await ShouldTellNothingAsync(fleet);
            await EndAsync();
        }
    }

    [Theory]
    [InlineData($"{{token: {Token}, exec: {{apiVersion: v1, command: {Other}}}}}", "")]
    [InlineData($"{{token: \"{Token}\\n\", password: {Password}}}", "")]
    [InlineData($"{{username: me, password: {Password}, client-certificate-data: {Other}}}", "")]
    [InlineData($"{{client-certificate-data: Y2FuYXJ5LW90aGVyLTZmMjBhYQ==, client-key-data: Y2FuYXJ5LW90aGVyLTZmMjBhYQ==}}", "")]
    [InlineData($"{{token: {Token}}}", ", certificate-authority-data: Y2FuYXJ5LW90aGVyLTZmMjBhYQ==")]
    [InlineData($"{{token: {Token}}}", $", proxy-url: \"http://me:{Password}@10.0.0.1\"")]
    [InlineData($"{{token: [{Token}]}}", "")]
    [InlineData($"{{token: {Token}", "")]
    public async Task A_kubeconfig_that_is_refused_is_not_quoted(string user, string cluster)
    {
        var fleet = await StartSandboxAsync(service: false);
        fleet.Sandbox.LogEverything();
        await fleet.StartServiceAsync();
        await fleet.RegisterAsync(Untrusted.Kubeconfig("https://10.1.2.3:6443", cluster, user));
        await fleet.UntilAsync("it is refused", async () => await fleet.MemberConditionAsync("Ready", Untrusted.Name) is { Present: true, IsTrue: false });

        await ShouldTellNothingAsync(fleet);
    }

    [Fact]
    public async Task Nor_are_tokens_that_are_in_use()
    {
        var fleet = await StartSandboxAsync(service: false);
        fleet.Sandbox.LogEverything();
        await fleet.StartServiceAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        fleet.Sandbox.Faults("idc-b").RevokeToken(fleet.Sandbox.TokenOf("idc-b"));
        await fleet.StepAsync(30);

        await ShouldTellNothingAsync(fleet, [.. fleet.Sandbox.Servers.Clusters.Select(cluster => fleet.Sandbox.TokenOf(cluster.Name))]);
    }

    private static async Task ShouldTellNothingAsync(Scenario fleet, string[]? secrets = null)
    {
        var told = new StringBuilder().AppendJoin('\n', fleet.Sandbox.Log).Append(await fleet.Sandbox.ReadEndpointsAsync());
        foreach (var type in (ResourceType[])[.. ApiResources.All, KnownResources.Events, KnownResources.Leases])
            told.AppendJoin('\n', (await fleet.Hub.ListAsync(type)).Select(static one => one.ToJsonString()));
        foreach (var member in fleet.Members)
            told.AppendJoin('\n', (await member.ListAsync(KnownResources.HorizontalPodAutoscalers)).Select(static one => one.ToJsonString()));

        var all = told.ToString();
        all.ShouldContain("fedscaler");
        (secrets ?? Canaries).Where(secret => all.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(
            string.Join('\n', all.Split('\n').Where(line => (secrets ?? Canaries).Any(secret => line.Contains(secret, StringComparison.Ordinal))).Take(3)));
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Task StatusAsync(HttpContext context, int code, string header) => TextAsync(
        context, code,
        $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","code":{{code}},"reason":"{{header}}","message":"you sent {{header}}","details":{"causes":[{"field":"{{header}}","message":"{{header}}"}]} }""");

    private static Task TextAsync(HttpContext context, int code, string text)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text);
    }
}
