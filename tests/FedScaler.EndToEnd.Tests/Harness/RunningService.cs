using System.Diagnostics.Metrics;
using FedScaler.Controllers.Fleet;
using FedScaler.Hosting;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Runtime.Health;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>The whole service, running over a hub of its own connection.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PrometheusExposition _exposition;
    private readonly IKubeClient _hub;
    private readonly FedScalerService _service;
    private readonly Task _run;

    /// <param name="karmada">How the hub is connected to, where it is a Karmada control plane.</param>
    public RunningService(IKubeClient hub, TimeProvider time, ILoggerFactory log, FleetOptions? watch = null, ClusterConnection? karmada = null)
    {
        _hub = hub;
        _exposition = new PrometheusExposition([MetricNames.Meter], _metrics.GetRequiredService<IMeterFactory>());
        var options = new ServiceOptions { AllowLoopbackMembers = true, Seed = 1, Fleet = watch, Federation = karmada is null ? FederationKind.Direct : FederationKind.Karmada, HubConnection = karmada };
        _service = new FedScalerService(hub, options, time, log, _metrics.GetRequiredService<IMeterFactory>());
        // Not on another thread: what it starts has to be known before anybody asks whether all is quiet.
        _run = _service.RunAsync(_stop.Token);
    }

    public ActivityRegistry Activity => _service.Activity;

    /// <summary>What <c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c> would say.</summary>
    public async Task<string> ReadEndpointsAsync()
    {
        using var text = new StringWriter();
        await _exposition.WriteAsync(text, default);
        return text + _service.Health.Check(HealthKind.Liveness).Text + _service.Health.Check(HealthKind.Readiness).Text;
    }

    /// <summary>Begins to end it, without waiting for anything.</summary>
    public void Cancel() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await _service.DisposeAsync();
        await _hub.DisposeAsync();
        _exposition.Dispose();
        await _metrics.DisposeAsync();
        _stop.Dispose();
    }
}
