using System.Net;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Tests.ApiServer;
using FedScaler.Sandbox.Tests.Transcripts;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Faults;

public sealed class ServerFaultsTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Refused_connections_fail_and_work_again_once_mended()
    {
        await using var server = await ServerFixture.StartAsync();
        server.Cluster.Faults.RefuseConnections = true;
        await Should.ThrowAsync<HttpRequestException>(() => server.SendAsync("GET", ConfigMaps));

        server.Cluster.Faults.Clear();

        (await server.SendAsync("GET", ConfigMaps)).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_black_hole_holds_requests_and_does_not_count_them_as_worked_on()
    {
        await using var server = await ServerFixture.StartAsync();
        server.Cluster.Faults.BlackHole = true;
        var held = server.SendAsync("GET", ConfigMaps);
        await ServerFixture.UntilAsync(() => server.Cluster.Server.HeldRequests == 1);
        server.Cluster.Server.ActiveRequests.ShouldBe(0);
        held.IsCompleted.ShouldBeFalse();

        server.Cluster.Faults.BlackHole = false;

        (await held).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_slow_server_answers_when_its_clock_has_moved_on()
    {
        await using var server = await ServerFixture.StartAsync();
        server.Cluster.Faults.Delay = TimeSpan.FromMinutes(5);
        var slow = server.SendAsync("GET", ConfigMaps);
        await ServerFixture.UntilAsync(() => server.Time.NextDue is not null && server.Cluster.Server.HeldRequests == 1);

        server.Time.Advance(TimeSpan.FromMinutes(5));

        (await slow).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Throttling_and_server_errors_strike_as_often_as_told()
    {
        await using var server = await ServerFixture.StartAsync();
        server.Cluster.Faults.TooManyRequests(1, TimeSpan.FromSeconds(7));
        using var throttled = await server.Http.GetAsync(new Uri(ConfigMaps, UriKind.Relative));
        server.Cluster.Faults.InternalErrors(1);
        var failed = await server.SendAsync("GET", ConfigMaps);

        throttled.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        throttled.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        failed.Code.ShouldBe(500);
        (await server.SendAsync("GET", ConfigMaps)).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_write_behind()
    {
        await using var server = await ServerFixture.StartAsync();
        server.Cluster.Faults.FailAfterCommit(1);

        await Should.ThrowAsync<HttpRequestException>(() => CreateAsync(server, "a"));

        (await server.SendAsync("GET", ConfigMaps + "/a")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_lost_request_leaves_nothing_and_the_hook_sees_every_write()
    {
        await using var server = await ServerFixture.StartAsync();
        var seen = new List<WriteInfo>();
        server.Cluster.Faults.OnWrite = write =>
        {
            seen.Add(write);
            return write.Index == 2 ? WriteFate.LoseRequest : WriteFate.Proceed;
        };

        await CreateAsync(server, "a");
        await Should.ThrowAsync<HttpRequestException>(() => CreateAsync(server, "b"));

        seen.Select(write => write.Resource).ShouldBe([KnownResources.ConfigMaps, KnownResources.ConfigMaps]);
        (await server.SendAsync("GET", ConfigMaps + "/b")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task An_answer_cut_in_its_body_does_not_parse()
    {
        await using var server = await ServerFixture.StartAsync();
        server.Cluster.Faults.CutMidBody(1);

        await Should.ThrowAsync<HttpRequestException>(() => server.SendAsync("GET", "/api/v1/namespaces"));

        (await server.SendAsync("GET", "/api/v1/namespaces")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Empty_lists_and_stale_reads_lie_about_lists_only_while_they_last()
    {
        await using var server = await ServerFixture.StartAsync();
        await CreateAsync(server, "a");
        server.Cluster.Faults.EmptyLists = true;
        (await server.SendAsync("GET", ConfigMaps)).Body["items"]!.AsArray().Count.ShouldBe(0);
        server.Cluster.Faults.EmptyLists = false;
        server.Cluster.Faults.ReadStale();
        await CreateAsync(server, "b");
        (await server.SendAsync("GET", ConfigMaps)).Body["items"]!.AsArray().Count.ShouldBe(1);

        server.Cluster.Faults.ReadCurrent();

        (await server.SendAsync("GET", ConfigMaps)).Body["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_revoked_token_is_refused()
    {
        await using var server = await ServerFixture.StartAsync();

        server.Cluster.Faults.RevokeToken();

        (await server.SendAsync("GET", ConfigMaps)).Code.ShouldBe(401);
    }

    [Fact]
    public async Task The_date_header_shows_the_simulated_time_and_its_skew()
    {
        await using var server = await ServerFixture.StartAsync();
        server.Cluster.Faults.ClockSkew = TimeSpan.FromHours(1);

        using var response = await server.Http.GetAsync(new Uri(ConfigMaps, UriKind.Relative));

        response.Headers.Date.ShouldBe(server.Time.GetUtcNow() + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_half_open_watch_stays_open_and_silent_and_its_backlog_is_visible()
    {
        await using var server = await ServerFixture.StartAsync();
        await using var watch = await WatchAsync(server);
        server.Cluster.Faults.HalfOpenWatches();

        await CreateAsync(server, "a");

        var state = server.Cluster.Server.Watches.ShouldHaveSingleItem();
        state.IsSilent.ShouldBeTrue();
        state.IsCaughtUp.ShouldBeFalse();
    }

    [Fact]
    public async Task A_watch_that_has_sent_everything_is_caught_up()
    {
        await using var server = await ServerFixture.StartAsync();
        await using var watch = await WatchAsync(server);

        await CreateAsync(server, "a");

        await ServerFixture.UntilAsync(() => server.Cluster.Server.Watches is [{ IsCaughtUp: true, QueuedRevision: > 0 }]);
        (await watch.ReadAsync(1, TimeSpan.FromSeconds(30))).Single()["type"]!.GetValue<string>().ShouldBe("ADDED");
    }

    [Fact]
    public async Task A_dropped_event_never_comes_and_the_next_one_does()
    {
        await using var server = await ServerFixture.StartAsync();
        await using var watch = await WatchAsync(server);
        server.Cluster.Faults.DropNextEvent();

        await CreateAsync(server, "a");
        await CreateAsync(server, "b");

        (await watch.ReadAsync(1, TimeSpan.FromSeconds(30))).Single()["object"]!["metadata"]!["name"]!.GetValue<string>().ShouldBe("b");
    }

    [Fact]
    public async Task Expired_watches_end_with_a_410_and_cannot_go_on_where_they_were()
    {
        await using var server = await ServerFixture.StartAsync();
        var from = server.Cluster.Store.Revision;
        await using var watch = await WatchAsync(server);
        await CreateAsync(server, "a");

        server.Cluster.Faults.ExpireWatches();

        (await watch.ReadAsync(3, TimeSpan.FromSeconds(30)))[^1]["object"]!["code"]!.GetValue<int>().ShouldBe(410);
        await using var again = await WatchAsync(server, $"&resourceVersion={from}");
        (await again.ReadAsync(1, TimeSpan.FromSeconds(30))).Single()["type"]!.GetValue<string>().ShouldBe("ERROR");
    }

    [Fact]
    public async Task A_killed_server_comes_back_on_its_port_with_an_older_state()
    {
        await using var server = await ServerFixture.StartAsync();
        await CreateAsync(server, "a");
        var backup = server.Cluster.Store.Snapshot();
        await CreateAsync(server, "b");
        await server.Cluster.KillAsync();
        await Should.ThrowAsync<HttpRequestException>(() => server.SendAsync("GET", ConfigMaps));

        await server.Cluster.RestartAsync(backup);

        (await server.SendAsync("GET", ConfigMaps)).Body["items"]!.AsArray().Select(item => item!["metadata"]!["name"]!.GetValue<string>()).ShouldBe(["a"]);
    }

    private static Task<(int Code, System.Text.Json.Nodes.JsonObject Body)> CreateAsync(ServerFixture server, string name) =>
        server.SendAsync("POST", ConfigMaps, $$$"""{"metadata":{"name":"{{{name}}}"}}""");

    private static async Task<TranscriptWatch> WatchAsync(ServerFixture server, string query = "")
    {
        var watch = new TranscriptWatch(server.Http, new Uri(server.Http.BaseAddress!, ConfigMaps + "?watch=true" + query), server.Cluster.Server.AdminToken);
        await watch.OpenAsync();
        return watch;
    }
}
