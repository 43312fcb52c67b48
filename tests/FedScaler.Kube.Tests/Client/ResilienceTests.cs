using FedScaler.Kube.Auth;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Time;
using Microsoft.AspNetCore.Connections.Features;

namespace FedScaler.Kube.Tests.Client;

public sealed class ResilienceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_read_that_was_told_to_wait_waits_as_long_and_then_succeeds()
    {
        var clock = new SimulatedTimeProvider(Start);
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref calls) > 1) return context.JsonAsync("{}");
            context.Response.Headers.RetryAfter = "2";
            return context.StatusAsync(429, "TooManyRequests");
        });
        await using var client = server.Client(clock);
        var reading = client.GetPathAsync("/x", JsonDecoders.Object, default);
        await Eventually.BecomesTrueAsync(() => clock.NextDue == Start.AddSeconds(2));
        client.InFlightCalls.ShouldBe(0);
        await Eventually.BecomesTrueAsync(() => client.WaitingCalls == 1);
        clock.Advance(TimeSpan.FromSeconds(1.9));
        reading.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        client.WaitingCalls.ShouldBe(0);
        await reading.InTimeAsync();
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_read_that_was_told_to_wait_for_long_leaves_the_waiting_to_its_caller()
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.Headers.RetryAfter = "60";
            return context.StatusAsync(429, "TooManyRequests");
        });
        await using var client = server.Client();
        var refusal = await Should.ThrowAsync<KubeApiException>(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync());
        refusal.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
        calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, 4)]
    [InlineData(503, 4)]
    [InlineData(404, 1)]
    [InlineData(403, 1)]
    public async Task A_read_is_tried_again_where_that_may_help(int code, int tries)
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            return context.StatusAsync(code, "X");
        });
        await using var client = server.Client();
        await Should.ThrowAsync<KubeApiException>(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync());
        calls.ShouldBe(tries);
    }

    [Fact]
    public async Task A_read_survives_a_lost_connection()
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref calls) > 1) return context.JsonAsync("{}");
            context.Abort();
            return Task.CompletedTask;
        });
        await using var client = server.Client();
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_write_is_never_tried_again()
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            return context.StatusAsync(500, "InternalError");
        });
        await using var client = server.Client();
        await Should.ThrowAsync<KubeApiException>(() => client.CreateAsync(
            KnownResources.Secrets, "shop", new RequestBody("{}"u8.ToArray()), new WriteOptions("t"), JsonDecoders.Object, default).InTimeAsync());
        calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_without_an_answer_ends_at_its_deadline_and_the_next_one_gets_a_new_connection()
    {
        var clock = new SimulatedTimeProvider(Start);
        var connections = new List<string>();
        using var arrived = new SemaphoreSlim(0);
        ScriptedApiServer? self = null;
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            connections.Add(context.Connection.Id);
            arrived.Release();
            if (connections.Count == 1) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, self!.Stopping).ContinueWith(static _ => { }, TaskScheduler.Default);
            else await context.JsonAsync("{}");
        });
        self = server;
        await using var client = server.Client(clock);
        var stuck = client.GetPathAsync("/x", JsonDecoders.Object, default);
        await arrived.WaitAsync().InTimeAsync();
        client.InFlightCalls.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<TimeoutException>(() => stuck.InTimeAsync());
        client.InFlightCalls.ShouldBe(0);
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        connections.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_body_that_stalls_ends_at_the_deadline_too()
    {
        var clock = new SimulatedTimeProvider(Start);
        using var arrived = new SemaphoreSlim(0);
        ScriptedApiServer? self = null;
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            await context.SendAsync("{\"a\":");
            arrived.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, self!.Stopping).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        self = server;
        await using var client = server.Client(clock);
        var stuck = client.GetPathAsync("/x", JsonDecoders.Object, default);
        await arrived.WaitAsync().InTimeAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<TimeoutException>(() => stuck.InTimeAsync());
    }

    [Fact]
    public async Task A_callers_own_cancellation_is_no_timeout()
    {
        using var caller = new CancellationTokenSource();
        ScriptedApiServer? self = null;
        using var arrived = new SemaphoreSlim(0);
        await using var server = await ScriptedApiServer.StartAsync(async _ =>
        {
            arrived.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, self!.Stopping).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        self = server;
        await using var client = server.Client();
        var stuck = client.GetPathAsync("/x", JsonDecoders.Object, caller.Token);
        await arrived.WaitAsync().InTimeAsync();
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => stuck.InTimeAsync());
    }

    [Fact]
    public async Task After_goaway_the_next_call_takes_a_new_connection()
    {
        var connections = new List<string>();
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            context.Request.Protocol.ShouldBe("HTTP/2");
            connections.Add(context.Connection.Id);
            context.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();
            return context.JsonAsync("{}");
        });
        await using var client = server.Client();
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        connections.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_rejected_token_is_read_anew_and_tried_once_more_even_for_a_write()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "old\n");
        var seen = new List<string>();
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            var token = context.Request.Headers.Authorization.ToString();
            seen.Add(token);
            if (token == "Bearer old") await File.WriteAllTextAsync(file, "new");
            await (token == "Bearer new" ? context.JsonAsync("{}") : context.StatusAsync(401, "Unauthorized"));
        });
        await using var client = server.Client(new SimulatedTimeProvider(Start), user: new UserCredentials { TokenFile = file });
        await client.CreateAsync(KnownResources.Secrets, "shop", new RequestBody("{}"u8.ToArray()), new WriteOptions("t"), JsonDecoders.Object, default).InTimeAsync();
        seen.ShouldBe(["Bearer old", "Bearer new"]);
        File.Delete(file);
    }

    [Fact]
    public async Task A_token_file_is_read_again_once_a_minute()
    {
        var clock = new SimulatedTimeProvider(Start);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "first");
        var seen = new List<string>();
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            seen.Add(context.Request.Headers.Authorization.ToString());
            return context.JsonAsync("{}");
        });
        await using var client = server.Client(clock, user: new UserCredentials { TokenFile = file });
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        await File.WriteAllTextAsync(file, "second");
        clock.Advance(TimeSpan.FromSeconds(59));
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        File.Delete(file);
        clock.Advance(TimeSpan.FromMinutes(5));
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
        seen.ShouldBe(["Bearer first", "Bearer first", "Bearer second", "Bearer second"]);
    }

    [Fact]
    public async Task A_fixed_token_that_is_rejected_is_not_sent_twice()
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            return context.StatusAsync(401, "Unauthorized");
        });
        await using var client = server.Client(user: new UserCredentials { Token = "t" });
        (await Should.ThrowAsync<KubeApiException>(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync())).Code.ShouldBe(401);
        calls.ShouldBe(1);
    }
}
