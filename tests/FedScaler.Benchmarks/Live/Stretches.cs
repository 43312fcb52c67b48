namespace FedScaler.Benchmarks.Live;

/// <summary>Stretches of changes, measured one after the other under the same conditions.</summary>
internal sealed class Stretches
{
    private readonly List<TimeSpan[]> _ascending = [];

    public int Changes => _ascending.Sum(static stretch => stretch.Length);

    /// <summary>The p99 over all stretches, in nanoseconds.</summary>
    public double P99 => Quantile([.. _ascending.SelectMany(static stretch => stretch).Order()], 0.99);

    /// <summary>The middle one of the stretches' own p95s, in nanoseconds: a single stretch that something else on the machine hit does not move it.</summary>
    public double MedianP95
    {
        get
        {
            double[] quantiles = [.. _ascending.Select(static stretch => Quantile(stretch, 0.95)).Order()];
            return (quantiles[(quantiles.Length - 1) / 2] + quantiles[quantiles.Length / 2]) / 2;
        }
    }

    public void Add(TimeSpan[] latencies) => _ascending.Add([.. latencies.Order()]);

    /// <summary>How many times the p95 of its neighbour in <paramref name="reference"/> each stretch's p95 is, ascending.</summary>
    public double[] RatiosTo(Stretches reference) =>
        [.. _ascending.Zip(reference._ascending, static (one, other) => Quantile(one, 0.95) / Quantile(other, 0.95)).Order()];

    private static double Quantile(TimeSpan[] ascending, double part) => ascending[(int)Math.Ceiling(ascending.Length * part) - 1].TotalNanoseconds;
}
