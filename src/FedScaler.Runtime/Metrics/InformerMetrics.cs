using System.Diagnostics;
using FedScaler.Runtime.Informers;

namespace FedScaler.Runtime.Metrics;

/// <summary>What one informer counts. Its series start at zero, so that a first failure shows as an increase.</summary>
internal sealed class InformerMetrics
{
    private readonly RuntimeMetrics _metrics;
    private readonly TagList _tags;

    public InformerMetrics(RuntimeMetrics metrics, string cluster, string resource)
    {
        _metrics = metrics;
        _tags = new TagList { { MetricNames.Cluster, cluster }, { MetricNames.Resource, resource } };
        _metrics.Lists.Add(0, _tags);
        _metrics.Watches.Add(0, _tags);
        _metrics.WatchFailures.Add(0, _tags);
    }

    public void Listed() => _metrics.Lists.Add(1, _tags);

    public void Watching() => _metrics.Watches.Add(1, _tags);

    public void Failed() => _metrics.WatchFailures.Add(1, _tags);

    public IDisposable Observe(IInformer informer) => _metrics.Observe(informer);
}
