using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Benchmarks.Splitting;
using FedScaler.Controllers.FedHpas;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>A FedHPA controller with its informer, on a clock that stands; reconciled by hand, so that the queue is not in the figures.</summary>
internal sealed class RunningController
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private readonly Informer<FedHpa> _informer;
    private readonly FedHpaController _controller;

    private RunningController(Informer<FedHpa> informer, FedHpaController controller) => (_informer, _controller) = (informer, controller);

    public static async Task<RunningController> StartAsync(StubbedHub hub, StubbedFleet fleet)
    {
        var time = new SimulatedTimeProvider(Fleets.Now);
        var options = new InformerOptions<FedHpa>(ApiResources.FedHpas, JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa), Identify) { UseWatchList = false };
        var informer = new Informer<FedHpa>(hub, options, time, NullLogger.Instance);
        var queue = new WorkQueue<ObjectKey>(new WorkQueueOptions<ObjectKey>("fedhpa"), time);
        var controller = new FedHpaController(fleet, hub, informer, new NoSchedules(), new NoHolds(), queue, new SilentRecorder(), time, NullLogger.Instance);
        _ = informer.RunAsync(CancellationToken.None);
        await informer.WaitForSyncAsync(CancellationToken.None);
        return new RunningController(informer, controller);
    }

    public Task<ReconcileResult> ReconcileAsync(ObjectKey key) => _controller.ReconcileAsync(key, CancellationToken.None);

    /// <summary>Waits until the informer has everything that was written.</summary>
    public async Task CatchUpAsync(StubbedHub hub)
    {
        while (_informer.Status.ResourceVersion != hub.FedHpas.Version) await Task.Delay(Glance, TimeProvider.System);
    }

    private static ObjectIdentity Identify(FedHpa resource) =>
        new(resource.Metadata.Key, resource.Metadata.Uid ?? "", resource.Metadata.ResourceVersion ?? "");
}
