namespace FedScaler.Benchmarks.Live;

/// <summary>Changes made one after the other, and what the service did meanwhile.</summary>
/// <param name="Latencies">Of the changes, ascending.</param>
/// <param name="Reconciles">Of all controllers, whatever set them off.</param>
/// <param name="Processor">Time of service, servers and clients on all processors.</param>
internal sealed record Stretch(TimeSpan[] Latencies, long Reconciles, TimeSpan Processor)
{
    public static async Task<Stretch> MeasureAsync(ReconcileCount reconciles, Func<Task<TimeSpan[]>> change)
    {
        var (count, processor) = (reconciles.Current, Environment.CpuUsage.TotalTime);
        var latencies = await change();
        return new Stretch([.. latencies.Order()], reconciles.Current - count, Environment.CpuUsage.TotalTime - processor);
    }

    /// <summary>In nanoseconds.</summary>
    public double Quantile(double part) => Quantile(Latencies, part);

    public static double Quantile(TimeSpan[] ascending, double part) => ascending[(int)Math.Ceiling(ascending.Length * part) - 1].TotalNanoseconds;
}
