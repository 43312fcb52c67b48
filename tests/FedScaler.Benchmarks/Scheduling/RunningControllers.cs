using System.Diagnostics.Metrics;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Benchmarks.Reconciling;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet.Direct.Bindings;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Benchmarks.Scheduling;

/// <summary>The FedHPA and the CronHPA controller with their queues and workers, as the service runs them, on a clock that is stepped.</summary>
internal sealed class RunningControllers : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly StubbedHub _hub;
    private readonly SimulatedTimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Meter _meter = new("benchmark");
    private readonly Informer<CronHpa> _cronHpas;
    private readonly Informer<FedHpa> _fedHpas;
    private readonly Informer<ReplicaBinding> _bindings;
    private readonly ScheduleIndex _schedules;
    private readonly WorkQueue<ObjectKey> _fedHpaQueue;
    private readonly WorkQueue<ObjectKey> _cronHpaQueue;
    private readonly FedHpaController _fedHpa;
    private readonly CronHpaController _cronHpa;
    private readonly Task _running;

    public RunningControllers(StubbedHub hub, StubbedFleet fleet, SimulatedTimeProvider time)
    {
        (_hub, _time) = (hub, time);
        _cronHpas = Inform(ApiResources.CronHpas, JsonDecoder<CronHpa>.Of(ApiJson.Default.CronHpa), static o => o.Metadata);
        _fedHpas = Inform(ApiResources.FedHpas, JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa), static o => o.Metadata);
        _bindings = Inform(ApiResources.ReplicaBindings, JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding), static o => o.Metadata);
        _schedules = new ScheduleIndex(_cronHpas);
        (_fedHpaQueue, _cronHpaQueue) = (Queue("fedhpa"), Queue("cronhpa"));
        _fedHpa = new FedHpaController(fleet, hub, _fedHpas, _schedules, new NoHolds(), _fedHpaQueue, new SilentRecorder(), time, NullLogger.Instance);
        _cronHpa = new CronHpaController(_schedules, hub, _cronHpas, _fedHpas, new ReplicaBindingStore(hub, _bindings), _cronHpaQueue, new SilentRecorder(), _meter, time, NullLogger.Instance);
        _running = Task.WhenAll(
            _cronHpas.RunAsync(_stop.Token), _fedHpas.RunAsync(_stop.Token), _bindings.RunAsync(_stop.Token),
            Control(_fedHpaQueue, _fedHpa.ReconcileAsync).RunAsync(_stop.Token), Control(_cronHpaQueue, _cronHpa.ReconcileAsync).RunAsync(_stop.Token));
    }

    /// <summary>Waits until all that was written is seen and nothing waits but for the clock.</summary>
    /// <exception cref="TimeoutException">They go on and on.</exception>
    public async Task SettleAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!IsQuiet())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"still at work: {_fedHpaQueue.Counts}, {_cronHpaQueue.Counts}");
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    /// <summary>Steps the clock from one timer to the next, and settles at each: no clock goes on while somebody looks at it.</summary>
    public async Task StepAsync(TimeSpan step)
    {
        var until = _time.GetUtcNow() + step;
        while (_time.NextDue is { } due && due <= until)
        {
            _time.AdvanceTo(due);
            await SettleAsync();
        }

        _time.AdvanceTo(until);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
        _fedHpa.Dispose();
        _cronHpa.Dispose();
        _schedules.Dispose();
        _fedHpaQueue.Dispose();
        _cronHpaQueue.Dispose();
        _meter.Dispose();
        _stop.Dispose();
    }

    /// <summary>Nothing was written while the queues were looked at, so nothing can have put a key back behind the look.</summary>
    private bool IsQuiet()
    {
        var writes = _hub.Writes;
        return IsSeen() && IsAtRest(_fedHpaQueue, _hub.FedHpas.Keys.Count) && IsAtRest(_cronHpaQueue, _hub.CronHpas.Keys.Count) && _hub.Writes == writes;
    }

    private bool IsSeen() => IsAt(_cronHpas, _hub.CronHpas.Version) && IsAt(_fedHpas, _hub.FedHpas.Version) && IsAt(_bindings, _hub.Bindings.Version);

    private static bool IsAt<T>(Informer<T> informer, string version)
        where T : class => informer.Status is { Live: true } status && status.ResourceVersion == version;

    /// <summary>Each key was looked at, and waits for the clock: there is always a rule that comes next.</summary>
    private static bool IsAtRest(WorkQueue<ObjectKey> queue, int keys) => queue.Counts is { Ready: 0, Processing: 0 } counts && counts.Delayed == keys;

    private Informer<T> Inform<T>(ResourceType type, JsonDecoder<T> decoder, Func<T, ObjectMeta> meta)
        where T : class
    {
        var options = new InformerOptions<T>(type, decoder, o => ObjectIdentity.Of(meta(o))) { UseWatchList = false };
        return new Informer<T>(_hub, options, _time, NullLogger.Instance);
    }

    private WorkQueue<ObjectKey> Queue(string name) => new(new WorkQueueOptions<ObjectKey>(name) { Group = static key => key.Namespace ?? "" }, _time);

    private Controller<ObjectKey> Control(WorkQueue<ObjectKey> queue, Func<ObjectKey, CancellationToken, Task<ReconcileResult>> reconcile) =>
        new(queue, reconcile, new ControllerOptions(), _time, NullLogger.Instance);
}
