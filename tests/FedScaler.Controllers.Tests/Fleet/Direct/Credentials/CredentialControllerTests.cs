using System.Text;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Direct.Credentials;

public sealed class CredentialControllerTests : IAsyncDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);

    private readonly FleetUnderTest _fleet = new();
    private readonly string _first;
    private readonly ScriptedCluster _member;

    public CredentialControllerTests()
    {
        _first = Tokens.New(_fleet.Clock.GetUtcNow(), Lifetime);
        _member = _fleet.AddMember("idc-a", kubeconfig: Tokens.Kubeconfig(_first));
    }

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    [Fact]
    public async Task A_token_is_renewed_at_half_of_its_life_and_the_member_is_live_all_the_while()
    {
        var second = Serve(TimeSpan.FromMinutes(10), Lifetime);
        _fleet.Start();
        await _fleet.StepUntilAsync(() => _fleet.IsLive("idc-a"));
        var silent = false;
        _fleet.Fleet.Changed += _ => silent |= !_fleet.IsLive("idc-a");

        await PassUntilAsync(() => TokenOf("idc-a") == second, 13);
        await _fleet.StepUntilAsync(() => _fleet.Events.Any(static told => told.StartsWith("idc-a Normal CredentialsRenewed", StringComparison.Ordinal)));
        await _fleet.StepAsync(TimeSpan.FromMinutes(1));

        silent.ShouldBeFalse();
        _fleet.Clock.GetUtcNow().ShouldBeGreaterThan(new DateTimeOffset(2026, 3, 1, 0, 10, 0, TimeSpan.Zero));
        _member.Writes.ShouldBe(["POST serviceaccounts/fedscaler-system/fedscaler/token by fedscaler-credentials"]);
        _member.OpenClients.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_the_member_does_not_accept_never_takes_the_place_of_one_that_it_does()
    {
        // Issued, and of no use: nothing is served for it.
        var useless = Tokens.New(_fleet.Clock.GetUtcNow().AddMinutes(10), Lifetime);
        var other = new ScriptedCluster("uid-a") { Unauthorized = true };
        _fleet.Serve(Tokens.Kubeconfig(useless), other);
        _member.IssueToken = () => useless;
        _fleet.Start();
        await _fleet.StepUntilAsync(() => _fleet.IsLive("idc-a"));

        await PassUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "RenewalFails", 13);

        TokenOf("idc-a").ShouldBe(_first);
        _fleet.IsLive("idc-a").ShouldBeTrue();
        _fleet.Events.Count(static told => told.StartsWith("idc-a Warning CredentialsNotRenewed", StringComparison.Ordinal)).ShouldBe(1);
        string.Concat(_fleet.Events).ShouldNotContain(useless);
    }

    [Fact]
    public async Task A_refused_renewal_is_told_once_then_as_the_end_nears_and_then_as_the_end()
    {
        _fleet.Start();

        await PassUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "Renewed", 1);
        await PassUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "RenewalFails", 13);
        _fleet.Condition("idc-a", "CredentialsValid", "status").ShouldBe("True");
        await PassUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "ExpiresSoon", 7);
        _fleet.Condition("idc-a", "CredentialsValid", "message").ShouldBe(
            "the token of Secret idc-a in namespace fedscaler-system, key kubeconfig expires at 2026-03-01T00:20:00Z and has not been renewed: serviceaccounts \"fedscaler\" is forbidden; " +
            "grant ServiceAccount fedscaler-system/fedscaler create on serviceaccounts/token of itself, as fedscaler member add does; fedscaler member add idc-a makes a new one");
        await PassUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "Expired", 7);
        _fleet.Events.Count(static told => told.StartsWith("idc-a Warning CredentialsNotRenewed", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_member_whose_token_is_refused_says_which_Secret_and_what_mends_it()
    {
        _fleet.Start();
        await _fleet.StepUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "Renewed");

        _member.Unauthorized = true;
        await _fleet.StepUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "Rejected");

        _fleet.Condition("idc-a", "Ready", "message")!.ShouldContain("Secret idc-a in namespace fedscaler-system, key kubeconfig; put valid ones there, as fedscaler member add idc-a does");
    }

    [Fact]
    public async Task A_Secret_whose_owner_said_no_is_left_alone()
    {
        var secret = Samples.Secret("idc-a", Tokens.Kubeconfig(_first));
        secret["metadata"]!["annotations"] = Samples.Parse("""{"fedscaler.io/renew": "false"}""");
        _fleet.Hub.Put("secrets", secret);
        Serve(TimeSpan.FromMinutes(10), Lifetime);
        _fleet.Start();

        await _fleet.StepUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "NotRenewed");
        await PassUntilAsync(() => _fleet.Condition("idc-a", "CredentialsValid", "reason") == "ExpiresSoon", 16);

        _member.Writes.ShouldBeEmpty();
        TokenOf("idc-a").ShouldBe(_first);
    }

    [Fact]
    public async Task Nothing_is_said_of_a_credential_without_an_end()
    {
        _fleet.AddMember("idc-b", "uid-b");
        _fleet.Start();
        await _fleet.StepUntilAsync(() => _fleet.Condition("idc-b", "Ready", "status") == "True" && _fleet.Condition("idc-a", "CredentialsValid", "status") == "True");

        _fleet.Condition("idc-b", "CredentialsValid", "status").ShouldBeNull();
    }

    /// <summary>Lets the member issue one further token, and accept it.</summary>
    private string Serve(TimeSpan after, TimeSpan lifetime)
    {
        var token = Tokens.New(_fleet.Clock.GetUtcNow() + after, lifetime);
        _fleet.Serve(Tokens.Kubeconfig(token), _member);
        _member.IssueToken = () => token;
        return token;
    }

    /// <summary>As the fleet's own stepping, in longer steps: each shorter than a probe has to answer.</summary>
    private async Task PassUntilAsync(Func<bool> condition, int minutes)
    {
        var end = _fleet.Clock.GetUtcNow().AddMinutes(minutes);
        while (!condition())
        {
            _fleet.Clock.GetUtcNow().ShouldBeLessThan(end, "it did not come to be in time");
            _fleet.Clock.Advance(TimeSpan.FromSeconds(3));
            await _fleet.StepAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    private string TokenOf(string member)
    {
        var content = (string)_fleet.Hub.Get("secrets", new ObjectKey("fedscaler-system", member))["data"]!["kubeconfig"]!;
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(content));
        return text.Split("token: ")[1].Split(' ')[0];
    }
}
