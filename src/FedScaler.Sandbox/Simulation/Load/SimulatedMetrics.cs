using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>
/// What the metrics APIs of one member answer: resource usage (metrics.k8s.io), pod metrics and object metrics (custom.metrics.k8s.io)
/// and external metrics. All in thousandths, as the HPA calculates. To be changed by the thread that runs the simulation.
/// </summary>
public sealed class SimulatedMetrics : IMetricsApi
{
    private readonly ClusterIndex _index;
    private readonly Dictionary<(WorkloadRef Workload, string Metric), long> _spread = [];
    private readonly Dictionary<(WorkloadRef Workload, string Resource), long> _perPod = [];
    private readonly Dictionary<string, long> _values = [];
    private readonly List<LoadGenerator> _generators = [];

    internal SimulatedMetrics(ClusterIndex index) => _index = index;

    /// <summary>False: metrics.k8s.io answers no resource metrics, as when metrics-server is down.</summary>
    public bool ResourceMetricsAvailable { get; set; } = true;

    /// <summary>A load in milli-cpu on all of a workload, spread evenly over its ready pods.</summary>
    public void SetStaticLoad(WorkloadRef workload, long milliCpu) => _spread[(workload, "cpu")] = milliCpu;

    /// <summary>The total of a pod metric (thousandths) over a workload, spread evenly over its ready pods.</summary>
    public void SetPodsMetric(WorkloadRef workload, string metric, long milli) => _spread[(workload, $"pods/{metric}")] = milli;

    /// <summary>What each running pod of a workload uses of a resource (thousandths), whatever its load: memory, say.</summary>
    public void SetUsagePerPod(WorkloadRef workload, string resource, long milli) => _perPod[(workload, resource)] = milli;

    /// <summary>The value of a metric (thousandths) that describes an object; null takes it away.</summary>
    public void SetObjectMetric(string ns, string kind, string name, string metric, long? milli) => SetValue($"{ns}/{kind}/{name}/{metric}", milli);

    /// <summary>The value of an external metric (thousandths); null takes it away.</summary>
    public void SetExternalMetric(string ns, string metric, long? milli) => SetValue($"{ns}/{metric}", milli);

    internal void Add(LoadGenerator generator) => _generators.Add(generator);

    long? IMetricsApi.Usage(PodView pod, string resource) => Usage(pod, resource);

    long? IMetricsApi.PodMetric(PodView pod, string metric) => PodMetric(pod, metric);

    long? IMetricsApi.ObjectMetric(string ns, string kind, string name, string metric) => ObjectMetric(ns, kind, name, metric);

    long? IMetricsApi.ExternalMetric(string ns, string metric) => ExternalMetric(ns, metric);

    /// <summary>Usage of a resource by a pod; null where there is no sample of it.</summary>
    internal long? Usage(PodView pod, string resource)
    {
        if (!ResourceMetricsAvailable || pod.Phase != PodPhase.Running) return null;
        var usage = _perPod.GetValueOrDefault((pod.Workload, resource)) + Spread(pod, resource);
        if (resource != "cpu" || !pod.IsServing) return usage;
        foreach (var generator in _generators) usage += generator.MilliCpu(pod.Workload, this);
        return usage;
    }

    internal long? PodMetric(PodView pod, string metric)
    {
        if (pod.Phase != PodPhase.Running) return null;
        foreach (var generator in _generators)
        {
            if (generator.MilliRequests(pod.Workload, metric, this) is { } requests) return pod.IsServing ? requests : 0;
        }

        return _spread.ContainsKey((pod.Workload, $"pods/{metric}")) ? Spread(pod, $"pods/{metric}") : null;
    }

    internal long? ObjectMetric(string ns, string kind, string name, string metric) => Value($"{ns}/{kind}/{name}/{metric}");

    internal long? ExternalMetric(string ns, string metric) => Value($"{ns}/{metric}");

    private long Spread(PodView pod, string metric)
    {
        if (!pod.IsServing) return 0;
        var serving = _index.Serving(pod.Workload);
        return serving > 0 ? _spread.GetValueOrDefault((pod.Workload, metric)) / serving : 0;
    }

    private void SetValue(string name, long? milli)
    {
        if (milli is { } value) _values[name] = value;
        else _values.Remove(name);
    }

    private long? Value(string name) => _values.TryGetValue(name, out var value) ? value : null;
}
