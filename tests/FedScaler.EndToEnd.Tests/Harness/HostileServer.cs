using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Something that listens where a member's API server should, and answers as it likes.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _requests;

    private HostileServer(WebApplication app, ConcurrentQueue<string> requests) => (_app, _requests) = (app, requests);

    public Uri Address => new(_app.Urls.First());

    /// <summary>What it was asked so far: "METHOD path".</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <param name="certificate">Null: plain http.</param>
    public static async Task<HostileServer> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        var requests = new ConcurrentQueue<string>();
        var app = builder.Build();
        app.Run(context =>
        {
            requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return answer(context);
        });
        await app.StartAsync();
        return new HostileServer(app, requests);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
