using FedScaler.Kube.Auth;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Tests.Auth;

/// <summary>What proves who we are comes out of no exception and no ToString, whatever a server does with it.</summary>
public sealed class ConcealmentTests
{
    private const string Token = "canary-token-5d1c0f7e";
    private const string Password = "canary-password-83ab11";

    private static readonly ResourceType Namespaces = KnownResources.Namespaces;
    private static readonly KubeClientOptions NoRetry = new() { ReadRetries = 0 };

    [Theory]
    [InlineData("application/json", """{"kind":"Status","code":403,"reason":"HEADER","message":"you sent HEADER","details":{"causes":[{"field":"HEADER","message":"HEADER"}]} }""")]
    [InlineData("text/html", "<html>HEADER</html>")]
    [InlineData("text/plain", "HEADER")]
    public async Task A_refusal_that_gives_the_header_back_is_told_without_it(string type, string body)
    {
        foreach (var user in (UserCredentials[])[new() { Token = Token }, new() { Username = "me", Password = Password }])
        {
            await using var server = await ScriptedApiServer.StartAsync(context =>
            {
                context.Response.ContentType = type;
                context.Response.StatusCode = 403;
                return context.SendAsync(body.Replace("HEADER", context.Request.Headers.Authorization.ToString(), StringComparison.Ordinal));
            });
            await using var client = server.Client(options: NoRetry, user: user);
            var refusal = await Should.ThrowAsync<KubeApiException>(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync());

            ShouldNotTell(refusal.ToString());
            ShouldNotTell(string.Join(' ', refusal.Status.Causes));
            refusal.Status.Message.ShouldContain("[concealed]");
        }
    }

    [Fact]
    public async Task An_error_event_that_gives_it_back_is_told_without_it()
    {
        await using var server = await ScriptedApiServer.StartAsync(context => context.SendAsync(
            $$$"""{"type":"ERROR","object":{"kind":"Status","code":500,"reason":"x","message":"{{{context.Request.Headers.Authorization}}}"} }""" + "\n"));
        await using var client = server.Client(options: NoRetry, user: new UserCredentials { Token = Token });

        var refusal = await Should.ThrowAsync<KubeApiException>(() => ReadAsync(client).InTimeAsync());

        ShouldNotTell(refusal.ToString());
        refusal.Status.Message.ShouldContain("[concealed]");
    }

    [Fact]
    public async Task Text_of_a_server_is_one_line_of_bounded_length()
    {
        await using var server = await ScriptedApiServer.StartAsync(static context =>
            context.JsonAsync("""{"kind":"Status","code":403,"reason":"R\nR","message":"first\n2026 forged line \u001b[2J""" + new string('x', 100_000) + "\"}", 403));
        await using var client = server.Client(options: NoRetry);

        var refusal = await Should.ThrowAsync<KubeApiException>(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync());

        refusal.Message.ShouldAllBe(static c => !char.IsControl(c));
        refusal.Message.Length.ShouldBeLessThan(3000);
    }

    [Fact]
    public void Nothing_that_holds_a_credential_prints_it()
    {
        var user = new UserCredentials { Token = Token, Username = "me", Password = Password };
        var connection = new ClusterConnection { Server = new Uri("https://10.0.0.1"), User = user };
        var secret = new Secret { Data = new Dictionary<string, byte[]> { ["token"] = System.Text.Encoding.UTF8.GetBytes(Token) } };
        var plugin = new ExecPlugin("v1", "plugin", ["--token", Token], [new("TOKEN", Token)], null);

        foreach (var one in (object[])[user, connection, secret, plugin, CredentialSource.Create(user, TimeProvider.System), new KubeClientOptions()])
            ShouldNotTell(one.ToString()!);
    }

    private static async Task ReadAsync(KubeClient client)
    {
        await foreach (var _ in client.WatchAsync(Namespaces, null, new WatchOptions(), JsonDecoders.Object, default))
        {
            // Nothing comes but the error.
        }
    }

    private static void ShouldNotTell(string text)
    {
        text.ShouldNotContain(Token);
        text.ShouldNotContain(Password);
        text.ShouldNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"me:{Password}")));
    }
}
