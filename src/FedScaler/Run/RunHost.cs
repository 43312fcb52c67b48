using System.Net;
using FedScaler.Hosting;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Runtime.Health;
using FedScaler.Runtime.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using IMeterFactory = System.Diagnostics.Metrics.IMeterFactory;

namespace FedScaler.Run;

/// <summary>Runs the service with its endpoints until it is told to stop.</summary>
internal static class RunHost
{
    public static async Task<int> RunAsync(RunOptions options, TextWriter error, CancellationToken cancellationToken)
    {
        ClusterConnection connection;
        try
        {
            connection = options.Kubeconfig is { } path
                ? (await Kubeconfig.LoadAsync([path], cancellationToken)).Resolve(options.Context)
                : InClusterConfig.Load();
        }
        catch (Exception refused) when (refused is KubeconfigException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{options.Kubeconfig ?? "in-cluster configuration"}: {refused.Message}");
            return ExitCodes.Refused;
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        AddLogging(builder.Logging, options.JsonLogs);
        builder.Services.AddMetrics();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (IPEndPoint.TryParse(options.MetricsAddress, out var endpoint)) kestrel.Listen(endpoint);
        });
        await using var app = builder.Build();
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        using var exposition = new PrometheusExposition([MetricNames.Meter], meters);
        await using var hub = KubeClient.Create(connection, TimeProvider.System);
        var health = new HealthState();
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        using var chooser = new FederationChooser(hub, health, TimeProvider.System, loggers.CreateLogger(FederationLog.Category));
        app.MapFedScalerEndpoints(health, exposition);
        try
        {
            if (options.MetricsAddress != "none") await app.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            await error.WriteLineAsync($"--metrics-address {options.MetricsAddress}: {taken.Message}");
            return ExitCodes.Failed;
        }

        RunLog.Started(app.Logger, connection.Server, options.MetricsAddress == "none" ? "nowhere" : app.Urls.FirstOrDefault() ?? options.MetricsAddress);
        var code = await ServeAsync(hub, connection, options, app.Services, health, exposition, chooser, cancellationToken);
        RunLog.Stopped(app.Logger);
        await app.StopAsync(CancellationToken.None);
        return code;
    }

    /// <summary>Serves the federation that it was told of, or that the hub turns out to be of, and returns the exit code.</summary>
    private static async Task<int> ServeAsync(
        KubeClient hub, ClusterConnection connection, RunOptions options, IServiceProvider host, HealthState health, PrometheusExposition exposition,
        FederationChooser chooser, CancellationToken cancellationToken)
    {
        FederationKind federation;
        try
        {
            federation = await chooser.ChooseAsync(options.Federation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop before there was anything to serve.
            return ExitCodes.Success;
        }

        var settings = new ServiceOptions
        {
            Namespace = options.Namespace,
            Federation = federation,
            HubConnection = connection,
            AllowLoopbackMembers = options.AllowLoopbackMembers,
            BrakeConfigMap = options.BrakeConfigMap,
            Paused = options.Paused,
            MaxMemberSeries = options.MaxMemberSeries,
            Election = RunElection.Of(options),
            Health = health,
        };
        await using var service = new FedScalerService(
            hub, settings, TimeProvider.System, host.GetRequiredService<ILoggerFactory>(), host.GetRequiredService<IMeterFactory>());
        chooser.Dispose();
        service.Metrics.ClusterLeft += cluster => exposition.Forget(MetricNames.Cluster, cluster);
        return await RunElection.RunAsync(service, cancellationToken);
    }

    private static void AddLogging(ILoggingBuilder logging, bool json)
    {
        logging.ClearProviders();
        // A host that cannot start throws what is wrong, and that is told in a sentence; its own log tells it as a stack trace.
        logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (json) logging.AddJsonConsole(static console => console.UseUtcTimestamp = true);
        else logging.AddSimpleConsole(static console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "));
    }
}
