using System.Net;
using FedScaler.Kube.Auth;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedScaler.Kube.Tests.Server;

/// <summary>Kestrel that answers as a test scripts it: TLS and HTTP/2 as an API server has them, unless told otherwise.</summary>
internal sealed class ScriptedApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();

    private ScriptedApiServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://unset");

    /// <summary>Fires when the test is over, for handlers that stall.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public static async Task<ScriptedApiServer> StartAsync(RequestDelegate answer, ServerShape? shape = null)
    {
        shape ??= new ServerShape();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AllowSynchronousIO = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = shape.Protocols;
                if (shape.Plain) return;
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = shape.Certificate ?? TestAuthority.One.Server("127.0.0.1", "localhost");
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.ClientCertificateValidation = static (_, _, _) => true;
                });
            });
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        var server = new ScriptedApiServer(app);
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Address = new Uri(bound);
        return server;
    }

    public ClusterConnection Connection(UserCredentials? user = null) =>
        new() { Server = Address, Roots = TestAuthority.One.Roots, User = user ?? UserCredentials.Anonymous };

    public KubeClient Client(TimeProvider? time = null, KubeClientOptions? options = null, UserCredentials? user = null) =>
        KubeClient.Create(Connection(user), time ?? TimeProvider.System, options ?? new KubeClientOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _stopping.Dispose();
    }
}
