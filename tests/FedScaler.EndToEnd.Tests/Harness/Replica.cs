using System.Diagnostics.Metrics;
using FedScaler.Hosting;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Health;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>One of several instances of the service, as a process: with a clock and a wire of its own.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PausableTimeProvider _clock;
    private readonly IKubeClient _hub;
    private readonly FedScalerService _service;
    private volatile bool _frozen;

    public Replica(ServiceOptions options, string identity, Func<TimeProvider, IKubeClient> connect, TimeProvider world, ILoggerFactory log)
    {
        Identity = identity;
        _clock = new PausableTimeProvider(world);
        _hub = connect(_clock);
        _service = new FedScalerService(_hub, options with { Election = new ElectionOptions(Replicas.Namespace, Replicas.LeaseName, identity), Wire = Wire.Wrap }, _clock, log, _metrics.GetRequiredService<IMeterFactory>());
        // Not on another thread: what it starts has to be known before anybody asks whether all is quiet.
        Run = _service.RunAsync(_stop.Token);
    }

    public string Identity { get; }

    public Wire Wire { get; } = new();

    /// <summary>Faulted with <see cref="LeadershipLostException"/> when it led and does so no more.</summary>
    public Task Run { get; }

    public bool IsFrozen => _frozen;

    /// <summary>Whether it takes part in what happens: neither stopped nor ended.</summary>
    public bool IsActive => !_frozen && !Run.IsCompleted;

    public ActivityRegistry Activity => _service.Activity;

    public HealthState Health => _service.Health;

    /// <summary>SIGSTOP.</summary>
    public void Freeze()
    {
        _frozen = true;
        _clock.Stop();
        Wire.Hold();
    }

    /// <summary>SIGCONT.</summary>
    public void Thaw()
    {
        _clock.Continue();
        _frozen = false;
        Wire.LetGo();
    }

    /// <summary>SIGTERM.</summary>
    public void Terminate() => _stop.Cancel();

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        Wire.Cut();
        _stop.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        if (_frozen) Thaw();
        await _stop.CancelAsync();
        await Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _service.DisposeAsync();
        await _hub.DisposeAsync();
        await _metrics.DisposeAsync();
        _stop.Dispose();
    }
}
