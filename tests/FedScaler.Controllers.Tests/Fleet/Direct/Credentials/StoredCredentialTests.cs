using FedScaler.Controllers.Tests.Fleet.Support;
using System.Text;
using FedScaler.Controllers.Fleet.Direct.Credentials;

namespace FedScaler.Controllers.Tests.Fleet.Direct.Credentials;

public sealed class StoredCredentialTests
{
    private static readonly DateTimeOffset Issued = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Token = Tokens.New(Issued, TimeSpan.FromHours(1));

    [Fact]
    public void Only_the_token_changes_and_all_else_stays_as_it_stood()
    {
        var text = Tokens.Kubeconfig(Token);

        var renewed = Read(text)!.With("new.token.here");

        Encoding.UTF8.GetString(renewed).ShouldBe(text.Replace(Token, "new.token.here", StringComparison.Ordinal));
        Encoding.UTF8.GetString(renewed).ShouldContain("# Kept by hand");
    }

    [Fact]
    public void A_loopback_address_is_no_reason_not_to_renew() =>
        Read(Tokens.Kubeconfig(Token).Replace("member.example", "127.0.0.1", StringComparison.Ordinal)).ShouldNotBeNull();

    [Fact]
    public void A_kubeconfig_of_another_shape_is_left_to_its_owner()
    {
        Read(Tokens.Kubeconfig("opaque-token")).ShouldBeNull();
        Read(Tokens.Kubeconfig(Token, "username: admin, password: x,")).ShouldBeNull();
        Read(Tokens.Kubeconfig(Token) + $"\n# {Token}\n").ShouldBeNull("it stands there twice");
        Read(Tokens.Kubeconfig(Token, "exec: {command: /bin/false},")).ShouldBeNull();
        Read("no kubeconfig").ShouldBeNull();
    }

    private static StoredCredential? Read(string text) => StoredCredential.Read(Encoding.UTF8.GetBytes(text));
}
