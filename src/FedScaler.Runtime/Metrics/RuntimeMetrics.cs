using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;

namespace FedScaler.Runtime.Metrics;

/// <summary>
/// The instruments of the controller machinery. Labels are names of clusters, resources and controllers, never of objects, so
/// that the number of series is bounded by the size of the fleet. Make one for each service, after its exposition.
/// </summary>
public sealed class RuntimeMetrics
{
    private readonly ConcurrentDictionary<IInformer, byte> _informers = new();
    private readonly ConcurrentDictionary<IQueueActivity, byte> _queues = new();

    public RuntimeMetrics(IMeterFactory factory)
    {
        Meter = factory.Create(new MeterOptions(MetricNames.Meter));
        _ = new ProcessMetrics(Meter);
        Lists = Meter.CreateCounter<long>("fedscaler.informer.lists", null, "Whole lists read by informers, the first one included.");
        Watches = Meter.CreateCounter<long>("fedscaler.informer.watches", null, "Watches opened by informers; one ends by itself after 5 to 10 minutes.");
        WatchFailures = Meter.CreateCounter<long>("fedscaler.informer.failures", null, "Lists and watches that failed and were tried again.");
        QueueAdds = Meter.CreateCounter<long>("fedscaler.queue.adds", null, "Keys added to a controller's queue.");
        QueueRetries = Meter.CreateCounter<long>("fedscaler.queue.retries", null, "Keys put back after a failure.");
        QueueDuration = Meter.CreateHistogram("fedscaler.queue.duration", "s", "How long a key that was due waited for a worker.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60] });
        Reconciles = Meter.CreateCounter<long>("fedscaler.reconcile", null, "Reconciles, by how they ended.");
        ReconcileDuration = Meter.CreateHistogram("fedscaler.reconcile.duration", "s", "How long a reconcile took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60] });
        ApiRequests = Meter.CreateCounter<long>("fedscaler.api.requests", null, "Requests to API servers, by verb and answer.");
        ApiErrors = Meter.CreateCounter<long>("fedscaler.api.errors", null, "Requests to API servers that failed, by why.");
        ApiDuration = Meter.CreateHistogram("fedscaler.api.request.duration", "s", "How long requests to API servers took, watches left out.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30] });
        EventsSent = Meter.CreateCounter<long>("fedscaler.events.sent", null, "Kubernetes events written.");
        EventsDropped = Meter.CreateCounter<long>("fedscaler.events.dropped", null, "Kubernetes events given up, by why.");
        Meter.CreateObservableGauge("fedscaler.informer.last_contact.timestamp", ObserveContacts, "s",
            "When a cluster last said anything to an informer, in seconds since 1970.");
        Meter.CreateObservableGauge("fedscaler.informer.objects", () => ObserveInformers(all => all.Sum(i => i.Count)), null, "Objects held in informers' caches.");
        Meter.CreateObservableGauge("fedscaler.informer.synced", () => ObserveInformers(all => all.All(i => i.Status.Synced) ? 1 : 0), null,
            "1 once an informer has read the whole list, 0 before.");
        Meter.CreateObservableGauge("fedscaler.informer.live", () => ObserveInformers(all => all.All(i => i.Status.Live) ? 1 : 0), null,
            "1 while an informer follows its server, 0 while it does not.");
        Meter.CreateObservableGauge("fedscaler.queue.depth", () => ObserveQueues(c => c.Ready), null, "Keys ready to be worked on.");
        Meter.CreateObservableGauge("fedscaler.queue.processing", () => ObserveQueues(c => c.Processing), null, "Keys being worked on.");
        Meter.CreateObservableGauge("fedscaler.queue.delayed", () => ObserveQueues(c => c.Delayed), null, "Keys that wait for their time.");
    }

    /// <summary>Raised when a cluster has left for good, and its series may be dropped.</summary>
    public event Action<string>? ClusterLeft;

    /// <summary>For the service's own instruments.</summary>
    public Meter Meter { get; }

    internal Counter<long> Lists { get; }

    internal Counter<long> Watches { get; }

    internal Counter<long> WatchFailures { get; }

    internal Counter<long> QueueAdds { get; }

    internal Counter<long> QueueRetries { get; }

    internal Histogram<double> QueueDuration { get; }

    internal Counter<long> Reconciles { get; }

    internal Histogram<double> ReconcileDuration { get; }

    internal Counter<long> ApiRequests { get; }

    internal Counter<long> ApiErrors { get; }

    internal Histogram<double> ApiDuration { get; }

    internal Counter<long> EventsSent { get; }

    internal Counter<long> EventsDropped { get; }

    /// <summary>To be called when nothing more will be measured of a cluster.</summary>
    public void Leave(string cluster) => ClusterLeft?.Invoke(cluster);

    internal ApiMetrics ForApi(string cluster) => new(this, cluster);

    internal InformerMetrics ForInformer(string cluster, string resource) => new(this, cluster, resource);

    internal QueueMetrics ForQueue(string controller) => new(this, controller);

    internal IDisposable Observe(IInformer informer) => new Membership<IInformer>(_informers, informer);

    internal IDisposable Observe(IQueueActivity queue) => new Membership<IQueueActivity>(_queues, queue);

    private IEnumerable<Measurement<double>> ObserveContacts() =>
        _informers.Keys.Where(i => i.Status.LastContact is not null)
            .GroupBy(LabelsOf)
            .Select(g => NewMeasurement(g.Max(i => i.Status.LastContact!.Value.ToUnixTimeMilliseconds() / 1000d), g.Key));

    // Several informers may follow one resource of one cluster, each its own namespace: one series, of them all.
    private IEnumerable<Measurement<double>> ObserveInformers(Func<IEnumerable<IInformer>, double> value) =>
        _informers.Keys.GroupBy(LabelsOf).Select(g => NewMeasurement(value(g), g.Key));

    private IEnumerable<Measurement<long>> ObserveQueues(Func<QueueCounts, long> value) =>
        _queues.Keys.Select(q => new Measurement<long>(value(q.Counts), new KeyValuePair<string, object?>(MetricNames.Controller, q.Name)));

    private static (string Cluster, string Resource) LabelsOf(IInformer informer) => (informer.Cluster, informer.Resource.ToString());

    private static Measurement<double> NewMeasurement(double value, (string Cluster, string Resource) labels) =>
        new(value, new(MetricNames.Cluster, labels.Cluster), new(MetricNames.Resource, labels.Resource));

    private sealed class Membership<T> : IDisposable
        where T : notnull
    {
        private readonly ConcurrentDictionary<T, byte> _all;
        private readonly T _member;

        public Membership(ConcurrentDictionary<T, byte> all, T member)
        {
            (_all, _member) = (all, member);
            _all[member] = 0;
        }

        public void Dispose() => _all.TryRemove(_member, out _);
    }
}
