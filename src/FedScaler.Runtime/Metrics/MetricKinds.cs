using System.Diagnostics.Metrics;

namespace FedScaler.Runtime.Metrics;

internal static class MetricKinds
{
    // The defaults of Prometheus' own client libraries.
    private static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public static MetricKind Of(Instrument instrument)
    {
        // Instruments have no common non-generic type to ask; the generic definition's name is their kind, and stays under trimming.
        var type = instrument.GetType();
        return (type.IsGenericType ? type.GetGenericTypeDefinition().Name : type.Name) switch
        {
            "Counter`1" => MetricKind.Counter,
            "ObservableCounter`1" => MetricKind.ObservedCounter,
            "UpDownCounter`1" => MetricKind.Sum,
            "Histogram`1" => MetricKind.Histogram,
            "Gauge`1" => MetricKind.Gauge,
            _ => MetricKind.ObservedGauge,
        };
    }

    public static IReadOnlyList<double> BucketsOf(Instrument instrument) => instrument switch
    {
        Instrument<double> { Advice.HistogramBucketBoundaries: { } bounds } => bounds,
        Instrument<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(b => (double)b)],
        Instrument<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(b => (double)b)],
        _ => DefaultBuckets,
    };
}
