using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Autoscaling;

/// <summary>karmada-metrics-adapter: what the members' metrics APIs say, together. External metrics it has none (pkg/metricsadapter/provider).</summary>
internal sealed class FleetMetrics : IMetricsApi
{
    private readonly Dictionary<PodView, SimulatedMetrics> _members = new(ReferenceEqualityComparer.Instance);

    /// <summary>The pods of the members that were added, by member and name.</summary>
    public List<PodView> Pods { get; } = [];

    public void Add(IEnumerable<PodView> pods, SimulatedMetrics metrics)
    {
        foreach (var pod in pods.OrderBy(static pod => pod.Key, ObjectKeyOrder.Instance))
        {
            Pods.Add(pod);
            _members[pod] = metrics;
        }
    }

    /// <inheritdoc/>
    public long? Usage(PodView pod, string resource) => _members[pod].Usage(pod, resource);

    /// <inheritdoc/>
    public long? PodMetric(PodView pod, string metric) => _members[pod].PodMetric(pod, metric);

    /// <summary>The members' values added up.</summary>
    public long? ObjectMetric(string ns, string kind, string name, string metric)
    {
        var values = _members.Values.Distinct().Select(member => member.ObjectMetric(ns, kind, name, metric)).OfType<long>().ToList();
        return values.Count > 0 ? values.Sum() : null;
    }

    /// <inheritdoc/>
    public long? ExternalMetric(string ns, string metric) => null;
}
