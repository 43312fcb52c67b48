using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Requests;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.Faults;

/// <summary>Stands in front of the server's handler and lets the faults that are on strike.</summary>
internal sealed class FaultyPipeline(ServerFaults faults, RequestCounts counts, TimeProvider time, Func<HttpContext, ApiRequest?, Task> handle)
{
    private int _writes;

    public async Task InvokeAsync(HttpContext http, ApiRequest? request)
    {
        if (faults.RefuseConnections)
        {
            http.Abort();
            return;
        }

        if (faults.ClockSkew != TimeSpan.Zero || time != TimeProvider.System) http.Response.Headers.Date = (time.GetUtcNow() + faults.ClockSkew).ToString("R");
        if (faults.BlackHole) await HoldAsync(http, request);
        if (faults.Delay > TimeSpan.Zero) await HoldAsync(http, request, Task.Delay(faults.Delay, time, http.RequestAborted));
        if (await AnswerFaultyAsync(http)) return;
        if (IsWrite(http) && request is not null) await WriteAsync(http, request);
        else if (IsWatch(http)) await handle(http, request);
        else if (faults.Remaining.Cuts.Hit()) await CutAsync(http, request);
        else await handle(http, request);
    }

    private static bool IsWrite(HttpContext http) => http.Request.Method is not ("GET" or "HEAD") && http.Request.Query["dryRun"] != "All";

    private static bool IsWatch(HttpContext http) => http.Request.Query.ContainsKey("watch");

    private Task HoldAsync(HttpContext http, ApiRequest? request) => HoldAsync(http, request, faults.Released.WaitAsync(http.RequestAborted));

    /// <summary>Waits; meanwhile the request does not count as being worked on.</summary>
    private async Task HoldAsync(HttpContext http, ApiRequest? request, Task until)
    {
        var held = counts.Hold(IsWatch(http), IsWrite(http), until, request?.ProxiedTo);
        try
        {
            await until;
            // Whoever lets it go, such as the clock, is not kept with answering it.
            await Task.Yield();
        }
        finally
        {
            counts.LetGo(held);
        }
    }

    private async Task<bool> AnswerFaultyAsync(HttpContext http)
    {
        var remaining = faults.Remaining;
        if (remaining.TooMany.Hit())
        {
            var seconds = (int)Math.Ceiling(remaining.RetryAfter.TotalSeconds);
            var status = StatusBody.Failure(429, "TooManyRequests", "Too many requests, please try again later.", new() { ["retryAfterSeconds"] = seconds });
            await ResponseWriter.WriteStatusAsync(http.Response, 429, status, seconds);
            return true;
        }

        if (!remaining.Errors.Hit()) return false;
        await ResponseWriter.WriteStatusAsync(http.Response, 500, StatusBody.Failure(500, "InternalError", "Internal error occurred: etcdserver: request timed out"));
        return true;
    }

    private async Task WriteAsync(HttpContext http, ApiRequest request)
    {
        var info = new WriteInfo(
            Interlocked.Increment(ref _writes),
            http.Request.Method,
            request.Type,
            new ObjectKey(request.Namespace, request.Name),
            request.Subresource,
            request.UserAgent,
            request.FieldManager,
            request.ContentType);
        var fate = faults.OnWrite?.Invoke(info) ?? WriteFate.Proceed;
        if (fate == WriteFate.Proceed && faults.Remaining.LostAnswers.Hit()) fate = WriteFate.LoseAnswer;
        if (fate == WriteFate.LoseRequest)
        {
            http.Abort();
            return;
        }

        if (fate == WriteFate.Proceed && faults.AfterWrite is null)
        {
            await (faults.Remaining.Cuts.Hit() ? CutAsync(http, request) : handle(http, request));
            return;
        }

        var answer = await BufferAsync(http, request);
        faults.AfterWrite?.Invoke(info);
        if (fate == WriteFate.LoseAnswer) http.Abort();
        else await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    /// <summary>Sends half of the body that the headers promise, and breaks the connection.</summary>
    private async Task CutAsync(HttpContext http, ApiRequest? request)
    {
        var answer = await BufferAsync(http, request);
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    /// <summary>Lets the handler answer into memory.</summary>
    private async Task<byte[]> BufferAsync(HttpContext http, ApiRequest? request)
    {
        var connection = http.Response.Body;
        using var memory = new MemoryStream();
        http.Response.Body = memory;
        try
        {
            await handle(http, request);
        }
        finally
        {
            http.Response.Body = connection;
        }

        return memory.ToArray();
    }
}
