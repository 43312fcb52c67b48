using FedScaler.Runtime.Queues;

namespace FedScaler.Runtime.Metrics;

/// <summary>What one controller and its queue count. Its series start at zero.</summary>
internal sealed class QueueMetrics
{
    private static readonly string[] Results = ["done", "after", "retry", "terminal", "error", "timeout", "fenced"];

    private readonly RuntimeMetrics _metrics;
    private readonly KeyValuePair<string, object?> _controller;

    public QueueMetrics(RuntimeMetrics metrics, string controller)
    {
        _metrics = metrics;
        _controller = new(MetricNames.Controller, controller);
        _metrics.QueueAdds.Add(0, _controller);
        _metrics.QueueRetries.Add(0, _controller);
        foreach (var result in Results) _metrics.Reconciles.Add(0, _controller, new("result", result));
    }

    public void Added() => _metrics.QueueAdds.Add(1, _controller);

    public void Retried() => _metrics.QueueRetries.Add(1, _controller);

    public void Waited(TimeSpan time) => _metrics.QueueDuration.Record(time.TotalSeconds, _controller);

    public void Reconciled(string result, TimeSpan took)
    {
        _metrics.Reconciles.Add(1, _controller, new("result", result));
        _metrics.ReconcileDuration.Record(took.TotalSeconds, _controller);
    }

    public IDisposable Observe(IQueueActivity queue) => _metrics.Observe(queue);
}
