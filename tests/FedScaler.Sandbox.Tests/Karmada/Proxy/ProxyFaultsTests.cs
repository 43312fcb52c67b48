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

    private static readonly string Proxied = KarmadaRig.Proxy(ConfigMaps);

    private KarmadaRig _rig = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _rig = await KarmadaRig.StartAsync();
        _token = _rig.IssueToken("robot", "configmaps");
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_killed_member_is_told_as_an_error_of_the_hub_until_it_is_back()
    {
        await _rig.Member.KillAsync();

        var (code, body) = await ListAsync();

        code.ShouldBe(500);
        body["kind"]!.GetValue<string>().ShouldBe("Status");
        body["message"]!.GetValue<string>().ShouldBe($"dial tcp {_rig.Member.Server.Address.Authority}: connect: connection refused");
        body.ContainsKey("reason").ShouldBeFalse();
        await _rig.Member.RestartAsync();
        (await ListAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_member_that_refuses_is_told_so_and_the_hub_itself_is_well()
    {
        _rig.Member.Faults.RefuseConnections = true;

        (await ListAsync()).Body["message"]!.GetValue<string>().ShouldContain("connection reset by peer");

        (await _rig.SendAsync(_token, "GET", "/version")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_black_holed_member_holds_the_request_and_counts_it_while_the_hub_does_not()
    {
        _rig.Member.Faults.BlackHole = true;
        var held = ListAsync();
        await ServerFixture.UntilAsync(() => _rig.Member.Server.HeldRequests == 1);
        _rig.Member.Server.ActiveRequests.ShouldBe(0);
        await ServerFixture.UntilAsync(() => _rig.Hub.Server.ActiveRequests == 0);
        _rig.Hub.Server.HeldRequests.ShouldBe(0);

        _rig.Member.Faults.BlackHole = false;

        (await held).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_black_holed_hub_holds_the_request_for_the_member_behind_it()
    {
        _rig.Hub.Faults.BlackHole = true;
        var held = ListAsync();
        await ServerFixture.UntilAsync(() => _rig.Hub.Server.HeldFor("idc-a") == 1);
        _rig.Hub.Server.HeldFor(null).ShouldBe(0);
        _rig.Member.Server.HeldRequests.ShouldBe(0);

        _rig.Hub.Faults.BlackHole = false;

        (await held).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_slow_member_answers_when_its_clock_has_moved_on()
    {
        _rig.Member.Faults.Delay = TimeSpan.FromSeconds(5);
        var slow = ListAsync();
        await ServerFixture.UntilAsync(() => _rig.Member.Server.HeldRequests == 1);

        _rig.Time.Advance(TimeSpan.FromSeconds(5));

        (await slow).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Throttling_errors_and_stale_or_empty_reads_are_the_members()
    {
        _rig.Member.Faults.TooManyRequests(1, TimeSpan.FromSeconds(7));
        using (var request = _rig.Request(_token, "GET", Proxied))
        {
            using var throttled = await _rig.Http.SendAsync(request);
            throttled.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            throttled.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        }

        _rig.Member.Faults.InternalErrors(1);
        (await ListAsync()).Code.ShouldBe(500);
        await CreateAsync("a");
        _rig.Member.Faults.EmptyLists = true;
        (await ListAsync()).Body["items"]!.AsArray().ShouldBeEmpty();
        _rig.Member.Faults.EmptyLists = false;
        _rig.Member.Faults.ReadStale();
        await CreateAsync("b");
        (await ListAsync()).Body["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_the_member_cuts_off_is_cut_off_for_the_client()
    {
        await CreateAsync("a");
        _rig.Member.Faults.CutMidBody(1);

        await Should.ThrowAsync<HttpRequestException>(ListAsync);

        (await ListAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task An_answer_that_the_hub_cuts_off_is_the_members_all_the_same()
    {
        _rig.Hub.Faults.CutMidBody(1);

        await Should.ThrowAsync<HttpRequestException>(ListAsync);

        (await ListAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_write_whose_answer_the_member_loses_is_stored_and_told_as_an_error()
    {
        _rig.Member.Faults.FailAfterCommit(1);

        var (code, body) = await CreateAsync("a");

        code.ShouldBe(500);
        body["message"]!.GetValue<string>().ShouldBe("EOF");
        _rig.Member.Store.Get(KnownResources.ConfigMaps, new("default", "a")).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_members_hooks_see_the_write_as_its_client_sent_it()
    {
        var seen = new List<Sandbox.Faults.WriteInfo>();
        _rig.Member.Faults.AfterWrite = seen.Add;

        await CreateAsync("a");

        seen.ShouldHaveSingleItem().Resource.ShouldBe(KnownResources.ConfigMaps);
    }

    [Fact]
    public async Task Events_arrive_at_once_and_a_watch_through_the_proxy_is_told_from_a_direct_one()
    {
        await using var watch = await WatchAsync();
        _rig.Member.Server.LookAtWatches(KnownResources.ConfigMaps, "default", "", "", isForwarded: true).Open.ShouldBe(1);
        _rig.Member.Server.LookAtWatches(KnownResources.ConfigMaps, "default", "", "").Open.ShouldBe(0);

        await CreateAsync("a");

        (await watch.ReadAsync(1, TimeSpan.FromSeconds(30))).Single()["object"]!["metadata"]!["name"]!.GetValue<string>().ShouldBe("a");
        _rig.Hub.Server.Watches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_half_open_watch_stays_open_and_silent_whichever_of_the_two_fell_silent(bool isHub)
    {
        await using var watch = await WatchAsync();
        (isHub ? _rig.Hub : _rig.Member).Faults.HalfOpenWatches();

        await CreateAsync("a");

        var state = _rig.Member.Server.Watches.ShouldHaveSingleItem();
        state.IsSilent.ShouldBeTrue();
        state.IsCaughtUp.ShouldBeFalse();
        _rig.Member.Server.WatchesAreCaughtUp.ShouldBeTrue();
    }

    [Fact]
    public async Task Expired_watches_end_with_the_members_410()
    {
        await using var watch = await WatchAsync();

        _rig.Member.Faults.ExpireWatches();

        (await watch.ReadAsync(1, TimeSpan.FromSeconds(30))).Single()["object"]!["code"]!.GetValue<int>().ShouldBe(410);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_that_dies_breaks_its_watches_and_the_requests_it_holds(bool isKilled)
    {
        await using var watch = await WatchAsync();
        _rig.Member.Faults.BlackHole = true;
        var held = ListAsync();
        await ServerFixture.UntilAsync(() => _rig.Member.Server.HeldRequests == 1);

        if (isKilled) await _rig.Member.KillAsync();
        else _rig.Member.Faults.RefuseConnections = true;

        (await held).Code.ShouldBe(500);
        await ServerFixture.UntilAsync(() => _rig.Member.Server.Watches.Count == 0);
        await Should.ThrowAsync<IOException>(() => watch.ReadAsync(1, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_watch_in_the_member()
    {
        var watch = await WatchAsync();
        await ServerFixture.UntilAsync(() => _rig.Member.Server.Watches.Count == 1);

        await watch.DisposeAsync();

        await ServerFixture.UntilAsync(() => _rig.Member.Server.Watches.Count == 0);
        (await ListAsync()).Code.ShouldBe(200);
    }

    private Task<(int Code, System.Text.Json.Nodes.JsonObject Body)> ListAsync() => _rig.SendAsync(_token, "GET", Proxied);

    private Task<(int Code, System.Text.Json.Nodes.JsonObject Body)> CreateAsync(string name) =>
        _rig.SendAsync(_token, "POST", Proxied, $$$"""{"metadata":{"name":"{{{name}}}"}}""");

    private async Task<TranscriptWatch> WatchAsync()
    {
        var watch = new TranscriptWatch(_rig.Http, new Uri(_rig.Http.BaseAddress!, Proxied + "?watch=true"), _token);
        await watch.OpenAsync();
        return watch;
    }
}
