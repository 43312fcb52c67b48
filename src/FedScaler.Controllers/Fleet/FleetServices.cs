using FedScaler.Api;
using FedScaler.Controllers.Brakes;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet;

/// <summary>What a fleet needs of its host.</summary>
/// <param name="Metrics">Where informers and queues are counted; null for nowhere.</param>
/// <param name="Activity">Where they are listed while they run, so that the host can tell when all is quiet; null for nowhere.</param>
public sealed record FleetServices(
    TimeProvider Time, ILoggerFactory Loggers, IEventRecorder Events, RuntimeMetrics? Metrics = null, ActivityRegistry? Activity = null)
{
    /// <summary>Seeds jitter, for runs that are to be repeatable; null for a seed of its own.</summary>
    public JitterSeed? Seed { get; init; }

    /// <summary>Every write to a member asks it.</summary>
    public IBrake Brake { get; init; } = NoBrake.Instance;

    /// <summary>An informer of the hub's objects, logged, counted and listed as the host wishes.</summary>
    internal Informer<T> HubInformer<T>(IKubeClient hub, InformerOptions<T> options)
        where T : class => new(
        hub, options with { Cluster = ApiResources.HubName, LongestQuiet = FleetOptions.HubLongestQuiet }, Time, Loggers.CreateLogger(FleetLog.Category), Metrics, Activity, JitterOf(options.Resource.Plural));

    /// <summary>The jitter of one part; null where it is to have the shared one.</summary>
    internal Random? JitterOf(string part) => Seed?.For(part).ToRandom();
}
