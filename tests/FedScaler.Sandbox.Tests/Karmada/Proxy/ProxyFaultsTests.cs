using System.Net;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Tests.ApiServer;
using FedScaler.Sandbox.Tests.Transcripts;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Proxy;

public sealed class ProxyFaultsTests : IAsyncLifetime
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    private static readonly string Proxied = ProxyFixture.Proxy(ConfigMaps);

    private ProxyFixture _proxy = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _proxy = await ProxyFixture.StartAsync();
        _token = _proxy.IssueToken("robot", "configmaps");
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task A_killed_member_is_told_as_an_error_of_the_hub_until_it_is_back()
    {
        await _proxy.Member.KillAsync();

        var (code, body) = await ListAsync();

        code.ShouldBe(500);
        body["kind"]!.GetValue<string>().ShouldBe("Status");
        body["message"]!.GetValue<string>().ShouldBe($"dial tcp {_proxy.Member.Server.Address.Authority}: connect: connection refused");
        body.ContainsKey("reason").ShouldBeFalse();
        await _proxy.Member.RestartAsync();
        (await ListAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_member_that_refuses_is_told_so_and_the_hub_itself_is_well()
    {
        _proxy.Member.Faults.RefuseConnections = true;

        (await ListAsync()).Body["message"]!.GetValue<string>().ShouldContain("connection reset by peer");

        (await _proxy.SendAsync(_token, "GET", "/version")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_black_holed_member_holds_the_request_and_counts_it_while_the_hub_does_not()
    {
        _proxy.Member.Faults.BlackHole = true;
        var held = ListAsync();
        await ServerFixture.UntilAsync(() => _proxy.Member.Server.HeldRequests == 1);
        _proxy.Member.Server.ActiveRequests.ShouldBe(0);
        await ServerFixture.UntilAsync(() => _proxy.Hub.Server.ActiveRequests == 0);
        _proxy.Hub.Server.HeldRequests.ShouldBe(0);

        _proxy.Member.Faults.BlackHole = false;

        (await held).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_black_holed_hub_holds_the_request_for_the_member_behind_it()
    {
        _proxy.Hub.Faults.BlackHole = true;
        var held = ListAsync();
        await ServerFixture.UntilAsync(() => _proxy.Hub.Server.HeldFor("idc-a") == 1);
        _proxy.Hub.Server.HeldFor(null).ShouldBe(0);
        _proxy.Member.Server.HeldRequests.ShouldBe(0);

        _proxy.Hub.Faults.BlackHole = false;

        (await held).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_slow_member_answers_when_its_clock_has_moved_on()
    {
        _proxy.Member.Faults.Delay = TimeSpan.FromSeconds(5);
        var slow = ListAsync();
        await ServerFixture.UntilAsync(() => _proxy.Member.Server.HeldRequests == 1);

        _proxy.World.Clock.Advance(TimeSpan.FromSeconds(5));

        (await slow).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Throttling_errors_and_stale_or_empty_reads_are_the_members()
    {
        _proxy.Member.Faults.TooManyRequests(1, TimeSpan.FromSeconds(7));
        using (var request = ProxyFixture.Request(_token, "GET", Proxied))
        {
            using var throttled = await _proxy.Http.SendAsync(request);
            throttled.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            throttled.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        }

        _proxy.Member.Faults.InternalErrors(1);
        (await ListAsync()).Code.ShouldBe(500);
        await CreateAsync("a");
        _proxy.Member.Faults.EmptyLists = true;
        (await ListAsync()).Body["items"]!.AsArray().ShouldBeEmpty();
        _proxy.Member.Faults.EmptyLists = false;
        _proxy.Member.Faults.ReadStale();
        await CreateAsync("b");
        (await ListAsync()).Body["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_the_member_cuts_off_is_cut_off_for_the_client()
    {
        await CreateAsync("a");
        _proxy.Member.Faults.CutMidBody(1);

        await Should.ThrowAsync<HttpRequestException>(ListAsync);

        (await ListAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task An_answer_that_the_hub_cuts_off_is_the_members_all_the_same()
    {
        _proxy.Hub.Faults.CutMidBody(1);

        await Should.ThrowAsync<HttpRequestException>(ListAsync);

        (await ListAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_write_whose_answer_the_member_loses_is_stored_and_told_as_an_error()
    {
        _proxy.Member.Faults.FailAfterCommit(1);

        var (code, body) = await CreateAsync("a");

        code.ShouldBe(500);
        body["message"]!.GetValue<string>().ShouldBe("EOF");
        _proxy.Member.Store.Get(KnownResources.ConfigMaps, new("default", "a")).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_members_hooks_see_the_write_as_its_client_sent_it()
    {
        var seen = new List<Sandbox.Faults.WriteInfo>();
        _proxy.Member.Faults.AfterWrite = seen.Add;

        await CreateAsync("a");

        seen.ShouldHaveSingleItem().Resource.ShouldBe(KnownResources.ConfigMaps);
    }

    [Fact]
    public async Task Events_arrive_at_once_and_a_watch_through_the_proxy_is_told_from_a_direct_one()
    {
        await using var watch = await WatchAsync();
        _proxy.Member.Server.LookAtWatches(KnownResources.ConfigMaps, "default", "", "", isForwarded: true).Open.ShouldBe(1);
        _proxy.Member.Server.LookAtWatches(KnownResources.ConfigMaps, "default", "", "").Open.ShouldBe(0);

        await CreateAsync("a");

        (await watch.ReadAsync(1, TimeSpan.FromSeconds(30))).Single()["object"]!["metadata"]!["name"]!.GetValue<string>().ShouldBe("a");
        _proxy.Hub.Server.Watches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_half_open_watch_stays_open_and_silent_whichever_of_the_two_fell_silent(bool isHub)
    {
        await using var watch = await WatchAsync();
        (isHub ? _proxy.Hub : _proxy.Member).Faults.HalfOpenWatches();

        await CreateAsync("a");

        var state = _proxy.Member.Server.Watches.ShouldHaveSingleItem();
        state.IsSilent.ShouldBeTrue();
        state.IsCaughtUp.ShouldBeFalse();
        _proxy.Member.Server.WatchesAreCaughtUp.ShouldBeTrue();
    }

    [Fact]
    public async Task Expired_watches_end_with_the_members_410()
    {
        await using var watch = await WatchAsync();

        _proxy.Member.Faults.ExpireWatches();

        (await watch.ReadAsync(1, TimeSpan.FromSeconds(30))).Single()["object"]!["code"]!.GetValue<int>().ShouldBe(410);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_that_dies_breaks_its_watches_and_the_requests_it_holds(bool isKilled)
    {
        await using var watch = await WatchAsync();
        _proxy.Member.Faults.BlackHole = true;
        var held = ListAsync();
        await ServerFixture.UntilAsync(() => _proxy.Member.Server.HeldRequests == 1);

        if (isKilled) await _proxy.Member.KillAsync();
        else _proxy.Member.Faults.RefuseConnections = true;

        (await held).Code.ShouldBe(500);
        await ServerFixture.UntilAsync(() => _proxy.Member.Server.Watches.Count == 0);
        await Should.ThrowAsync<IOException>(() => watch.ReadAsync(1, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_watch_in_the_member()
    {
        var watch = await WatchAsync();
        await ServerFixture.UntilAsync(() => _proxy.Member.Server.Watches.Count == 1);

        await watch.DisposeAsync();

        await ServerFixture.UntilAsync(() => _proxy.Member.Server.Watches.Count == 0);
        (await ListAsync()).Code.ShouldBe(200);
    }

    private Task<(int Code, System.Text.Json.Nodes.JsonObject Body)> ListAsync() => _proxy.SendAsync(_token, "GET", Proxied);

    private Task<(int Code, System.Text.Json.Nodes.JsonObject Body)> CreateAsync(string name) =>
        _proxy.SendAsync(_token, "POST", Proxied, $$$"""{"metadata":{"name":"{{{name}}}"}}""");

    private async Task<TranscriptWatch> WatchAsync()
    {
        var watch = new TranscriptWatch(_proxy.Http, new Uri(_proxy.Http.BaseAddress!, Proxied + "?watch=true"), _token);
        await watch.OpenAsync();
        return watch;
    }
}
