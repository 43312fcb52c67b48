using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Time;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Kube.Tests.Watch;

public sealed class WatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WatchOptions FromSeven = new(ResourceVersion: "7", Timeout: TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Events_arrive_one_by_one_and_a_proper_end_is_no_error()
    {
        var (events, error) = await WatchAsync(static async context =>
        {
            await context.SendAsync(Answers.Event("ADDED", "a", "8") + Answers.Event("MODIFIED", "a", "9"));
            await context.SendAsync(Answers.Event("DELETED", "a", "10"));
        });
        error.ShouldBeNull();
        events.Select(static e => (e.Type, e.ResourceVersion)).ShouldBe([(WatchEventType.Added, "8"), (WatchEventType.Modified, "9"), (WatchEventType.Deleted, "10")]);
        events[0].Object!.Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task The_request_asks_for_bookmarks_and_a_timeout()
    {
        var query = "";
        await WatchAsync(context =>
        {
            query = context.Request.QueryString.Value!;
            return context.Response.Body.FlushAsync();
        }, options: new WatchOptions("a=b", null, "7", SendInitialEvents: true, TimeSpan.FromSeconds(321)));
        query.ShouldBe("?watch=true&allowWatchBookmarks=true&labelSelector=a%3Db&resourceVersion=7&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=321");
    }

    [Fact]
    public async Task A_bookmark_tells_the_version_and_the_end_of_the_initial_events()
    {
        var (events, error) = await WatchAsync(static context => context.SendAsync(
            """
            {"type":"BOOKMARK","object":{"kind":"Namespace","apiVersion":"v1","metadata":{"resourceVersion":"11","creationTimestamp":null},"spec":{}}}
            {"type":"BOOKMARK","object":{"kind":"Namespace","apiVersion":"v1","metadata":{"annotations":{"k8s.io/initial-events-end":"true"},"resourceVersion":"12"}}}

            """));
        error.ShouldBeNull();
        events.ShouldBe([new(WatchEventType.Bookmark, null, "11"), new(WatchEventType.Bookmark, null, "12", InitialEventsEnd: true)]);
    }

    [Fact]
    public async Task The_type_may_come_behind_the_object()
    {
        var (events, _) = await WatchAsync(static context => context.SendAsync(
            """{"object":{"metadata":{"resourceVersion":"8","name":"a"}},"type":"ADDED"}""" + "\n"));
        events.ShouldHaveSingleItem().Object!.Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task An_expired_version_as_a_status_is_an_expired_refusal()
    {
        var (events, error) = await WatchAsync(static context => context.StatusAsync(410, "Expired", "too old resource version"));
        events.ShouldBeEmpty();
        error.ShouldBeOfType<KubeApiException>().IsExpired.ShouldBeTrue();
    }

    [Fact]
    public async Task An_expired_version_as_an_event_is_an_expired_refusal_after_what_came_before()
    {
        var (events, error) = await WatchAsync(static context => context.SendAsync(
            Answers.Event("ADDED", "a", "8")
            + """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old","reason":"Expired","code":410}}""" + "\n"));
        events.Count.ShouldBe(1);
        error.ShouldBeOfType<KubeApiException>().IsExpired.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"resource\n")]
    [InlineData("{\"type\":\"NEWS\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"}}}\n")]
    [InlineData("{\"type\":\"ADDED\",\"type\":\"DELETED\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"}}}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"}},\"object\":{}}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\",\"name\":\"x\",\"name\":\"y\"}}}\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"x\"}}}\n")]
    [InlineData("{\"type\":\"ADDED\"}\n")]
    [InlineData("\"ADDED\"\n")]
    public async Task A_malformed_line_takes_none_of_the_good_ones_before_it_along(string bad)
    {
        var (events, error) = await WatchAsync(context => context.SendAsync(Answers.Event("ADDED", "a", "8") + bad));
        events.ShouldHaveSingleItem().ResourceVersion.ShouldBe("8");
        error.ShouldBeOfType<HttpRequestException>().HttpRequestError.ShouldBe(HttpRequestError.InvalidResponse);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_cut_in_the_middle_is_an_error_and_no_half_object(bool abort)
    {
        var (events, error) = await WatchAsync(async context =>
        {
            await context.SendAsync(Answers.Event("ADDED", "a", "8"));
            await context.SendAsync("""{"type":"MODIFIED","object":{"metadata":{"name":"a","resourceVersion":"9"}}}"""[..60]);
            if (abort) context.Abort();
        });
        // An abort may overtake what was sent before it.
        if (!abort) events.ShouldHaveSingleItem();
        events.ShouldAllBe(static e => e.ResourceVersion == "8");
        error.ShouldBeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_is_read()
    {
        var padding = new string('x', 10 * 1024 * 1024);
        var (events, error) = await WatchAsync(context => context.SendAsync(
            $$$"""{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"8","annotations":{"big":"{{{padding}}}"} } } }""" + "\n" + Answers.Event("MODIFIED", "a", "9")));
        error.ShouldBeNull();
        events.Select(static e => e.ResourceVersion).ShouldBe(["8", "9"]);
        events[0].Object!.Metadata.Annotations!["big"].Length.ShouldBe(padding.Length);
    }

    [Fact]
    public async Task A_line_beyond_the_cap_is_given_up()
    {
        var (events, error) = await WatchAsync(
            static context => context.SendAsync(Answers.Event("ADDED", "a", "8") + new string('x', 5_000)),
            new KubeClientOptions { MaxWatchLineBytes = 1_000 });
        events.ShouldHaveSingleItem();
        error.ShouldBeOfType<HttpRequestException>().HttpRequestError.ShouldBe(HttpRequestError.ConfigurationLimitExceeded);
    }

    [Fact]
    public async Task A_half_open_watch_ends_thirty_seconds_after_the_server_should_have_ended_it()
    {
        var clock = new SimulatedTimeProvider(Start);
        ScriptedApiServer? self = null;
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            await context.SendAsync(Answers.Event("ADDED", "a", "8"));
            await StallAsync(self!);
        });
        self = server;
        await using var client = server.Client(clock);
        await using var watch = Open(client).GetAsyncEnumerator();
        (await watch.MoveNextAsync().AsTask().InTimeAsync()).ShouldBeTrue();
        var next = watch.MoveNextAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(329));
        next.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<TimeoutException>(() => next.InTimeAsync());
    }

    [Fact]
    public async Task A_watch_whose_headers_never_come_ends_at_the_deadline_of_a_call()
    {
        var clock = new SimulatedTimeProvider(Start);
        using var arrived = new SemaphoreSlim(0);
        ScriptedApiServer? self = null;
        await using var server = await ScriptedApiServer.StartAsync(async _ =>
        {
            arrived.Release();
            await StallAsync(self!);
        });
        self = server;
        await using var client = server.Client(clock);
        await using var watch = Open(client).GetAsyncEnumerator();
        var next = watch.MoveNextAsync().AsTask();
        await arrived.WaitAsync().InTimeAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<TimeoutException>(() => next.InTimeAsync());
    }

    [Fact]
    public async Task A_watch_is_open_before_its_first_event_and_counts_as_no_call()
    {
        using var caller = new CancellationTokenSource();
        using var go = new SemaphoreSlim(0);
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await go.WaitAsync();
            await context.SendAsync(Answers.Event("ADDED", "a", "8"));
        });
        await using var client = server.Client();
        await using var watch = Open(client, caller.Token).GetAsyncEnumerator();
        var next = watch.MoveNextAsync().AsTask();
        await Eventually.BecomesTrueAsync(() => client.ClockSkew is not null);
        next.IsCompleted.ShouldBeFalse();
        client.InFlightCalls.ShouldBe(0);
        go.Release();
        (await next.InTimeAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_a_silent_watch_at_once(bool plain)
    {
        using var caller = new CancellationTokenSource();
        ScriptedApiServer? self = null;
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            await context.SendAsync(Answers.Event("ADDED", "a", "8"));
            await StallAsync(self!);
        }, new ServerShape(Plain: plain));
        self = server;
        await using var client = server.Client();
        await using var watch = Open(client, caller.Token).GetAsyncEnumerator();
        await watch.MoveNextAsync().AsTask().InTimeAsync();
        var next = watch.MoveNextAsync().AsTask();
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => next.InTimeAsync());
    }

    [Fact]
    public async Task A_watch_outlives_goaway_and_the_next_one_takes_a_new_connection()
    {
        var connections = new List<string>();
        var (events, error) = await WatchTwiceAsync(async context =>
        {
            connections.Add(context.Connection.Id);
            await context.SendAsync(Answers.Event("ADDED", "a", "8"));
            context.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();
            await context.SendAsync(Answers.Event("MODIFIED", "a", "9"));
        });
        error.ShouldBeNull();
        events.Count.ShouldBe(4);
        connections.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Watches_and_calls_share_no_connection()
    {
        var connections = new List<string>();
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            return context.JsonAsync(context.Request.Query.ContainsKey("watch") ? "" : "{}");
        });
        await using var client = server.Client();
        await foreach (var _ in Open(client)) Assert.Fail("there are no events");
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        connections.Distinct().Count().ShouldBe(2);
    }

    private static IAsyncEnumerable<WatchEvent<Namespace>> Open(KubeClient client, CancellationToken cancellationToken = default) =>
        client.WatchAsync(KnownResources.Namespaces, null, FromSeven, JsonDecoders.Namespace, cancellationToken);

    private static Task StallAsync(ScriptedApiServer server) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, server.Stopping).ContinueWith(static _ => { }, TaskScheduler.Default);

    private static async Task<(List<WatchEvent<Namespace>> Events, Exception? Error)> WatchAsync(
        RequestDelegate answer, KubeClientOptions? limits = null, WatchOptions? options = null)
    {
        await using var server = await ScriptedApiServer.StartAsync(answer);
        await using var client = server.Client(options: limits);
        return await CollectAsync(client, options ?? FromSeven);
    }

    private static async Task<(List<WatchEvent<Namespace>> Events, Exception? Error)> WatchTwiceAsync(RequestDelegate answer)
    {
        await using var server = await ScriptedApiServer.StartAsync(answer);
        await using var client = server.Client();
        var (first, _) = await CollectAsync(client, FromSeven);
        var (second, error) = await CollectAsync(client, FromSeven);
        // The old connection may close while the second request is being written to it; whoever watches asks again.
        if (error is HttpRequestException && second.Count == 0) (second, error) = await CollectAsync(client, FromSeven);
        return ([.. first, .. second], error);
    }

    private static async Task<(List<WatchEvent<Namespace>> Events, Exception? Error)> CollectAsync(KubeClient client, WatchOptions options)
    {
        using var safety = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var events = new List<WatchEvent<Namespace>>();
        try
        {
            await foreach (var next in client.WatchAsync(KnownResources.Namespaces, null, options, JsonDecoders.Namespace, safety.Token)) events.Add(next);
            return (events, null);
        }
        catch (Exception e) when (e is KubeApiException or HttpRequestException or TimeoutException)
        {
            return (events, e);
        }
    }
}
