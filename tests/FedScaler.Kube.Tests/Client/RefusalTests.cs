using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Kube.Tests.Client;

public sealed class RefusalTests
{
    private static readonly KubeClientOptions NoRetry = new() { ReadRetries = 0 };

    [Fact]
    public async Task A_conflict_carries_the_whole_status()
    {
        var refusal = await RefusalAsync(static context => context.JsonAsync(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Apply failed with 1 conflict","reason":"Conflict",
             "details":{"causes":[{"reason":"FieldManagerConflict","message":"conflict with \"kubectl\"","field":".spec.replicas"}]},"code":409}
            """, 409));
        refusal.IsConflict.ShouldBeTrue();
        refusal.Message.ShouldContain("Apply failed");
        refusal.Status.Causes.ShouldBe([new StatusCause("FieldManagerConflict", ".spec.replicas", "conflict with \"kubectl\"")]);
    }

    [Fact]
    public async Task An_object_that_exists_already_is_no_conflict()
    {
        var refusal = await RefusalAsync(static context => context.StatusAsync(409, "AlreadyExists"));
        refusal.IsConflict.ShouldBeFalse();
        refusal.Code.ShouldBe(409);
    }

    [Fact]
    public async Task An_expired_version_is_told_as_such() =>
        (await RefusalAsync(static context => context.StatusAsync(410, "Expired"))).IsExpired.ShouldBeTrue();

    [Fact]
    public async Task Retry_after_is_read_from_the_header_or_else_from_the_details()
    {
        var fromHeader = await RefusalAsync(static context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return context.StatusAsync(429, "TooManyRequests");
        });
        fromHeader.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        var fromDetails = await RefusalAsync(static context => context.JsonAsync("""{"kind":"Status","code":500,"details":{"retryAfterSeconds":3}}""", 500));
        fromDetails.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_body_that_is_no_status_is_quoted()
    {
        var refusal = await RefusalAsync(static context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("<html>upstream is away</html>");
        });
        refusal.Code.ShouldBe(503);
        refusal.Reason.ShouldBe("");
        refusal.Status.Message.ShouldBe("<html>upstream is away</html>");
    }

    [Fact]
    public async Task An_error_body_of_two_megabytes_is_not_read_to_its_end()
    {
        var refusal = await RefusalAsync(static async context =>
        {
            context.Response.StatusCode = 500;
            for (var i = 0; i < 32 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.WriteAsync(new string('x', 64 * 1024));
        });
        refusal.Code.ShouldBe(500);
        refusal.Status.Message.Length.ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var elsewhere = 0;
        var refusal = await RefusalAsync(context =>
        {
            if (context.Request.Path == "/elsewhere") elsewhere++;
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        refusal.Code.ShouldBe(302);
        refusal.Message.ShouldContain("redirects are not followed");
        elsewhere.ShouldBe(0);
    }

    private static async Task<KubeApiException> RefusalAsync(RequestDelegate answer)
    {
        await using var server = await ScriptedApiServer.StartAsync(answer);
        await using var client = server.Client(options: NoRetry);
        return await Should.ThrowAsync<KubeApiException>(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync());
    }
}
