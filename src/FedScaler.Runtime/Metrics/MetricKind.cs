namespace FedScaler.Runtime.Metrics;

/// <summary>How an instrument's measurements add up.</summary>
internal enum MetricKind
{
    /// <summary>Adds up and never falls.</summary>
    Counter,

    /// <summary>A counter whose sum is told at each scrape.</summary>
    ObservedCounter,

    /// <summary>Adds up, and may fall.</summary>
    Sum,

    /// <summary>The last value holds.</summary>
    Gauge,

    /// <summary>A gauge that is told at each scrape.</summary>
    ObservedGauge,

    Histogram,
}
