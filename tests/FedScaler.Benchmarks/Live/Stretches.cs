namespace FedScaler.Benchmarks.Live;

/// <summary>Stretches of changes, measured one after the other under the same conditions.</summary>
internal sealed class Stretches
{
    private readonly List<Stretch> _all = [];

    public int Changes => _all.Sum(static stretch => stretch.Latencies.Length);

    public double ReconcilesOfOne => (double)_all.Sum(static stretch => stretch.Reconciles) / Changes;

    /// <summary>Processor time of a change, in nanoseconds.</summary>
    public double ProcessorOfOne => _all.Sum(static stretch => stretch.Processor.TotalNanoseconds) / Changes;

    /// <summary>The p99 over all stretches, in nanoseconds.</summary>
    public double P99 => Stretch.Quantile([.. _all.SelectMany(static stretch => stretch.Latencies).Order()], 0.99);

    /// <summary>The middle one of the stretches' own p95s, in nanoseconds: a single stretch that something else on the machine hit does not move it.</summary>
    public double MedianP95
    {
        get
        {
            double[] quantiles = [.. _all.Select(static stretch => stretch.Quantile(0.95)).Order()];
            return (quantiles[(quantiles.Length - 1) / 2] + quantiles[quantiles.Length / 2]) / 2;
        }
    }

    public void Add(Stretch stretch) => _all.Add(stretch);

    /// <summary>How many times the p95 of its neighbour in <paramref name="reference"/> each stretch's p95 is, ascending.</summary>
    public double[] RatiosTo(Stretches reference) =>
        [.. _all.Zip(reference._all, static (one, other) => one.Quantile(0.95) / other.Quantile(0.95)).Order()];
}
