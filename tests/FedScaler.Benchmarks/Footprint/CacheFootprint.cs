using FedScaler.Benchmarks.Decoding;
using FedScaler.Runtime.Informers;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Benchmarks.Footprint;

/// <summary>What an informer's cache holds for each object, by the heap's growth from the first count to the last.</summary>
/// <param name="Slope">Bytes for each further object, by least squares.</param>
/// <param name="Whole">Bytes for each object, the empty cache's own taken off.</param>
internal sealed record CacheFootprint(double Slope, double Whole)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <param name="prepare">Adds to the informer what its owner adds.</param>
    public static async Task<CacheFootprint> OfAsync<T>(NumberedJson objects, InformerOptions<T> options, IReadOnlyList<int> counts, Action<Informer<T>>? prepare = null)
        where T : class
    {
        await using var feed = new ObjectFeed(objects);
        var informer = new Informer<T>(feed, options with { UseWatchList = false }, TimeProvider.System, NullLogger.Instance);
        prepare?.Invoke(informer);
        using var stop = new CancellationTokenSource();
        var running = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(stop.Token);
        var empty = Heap.Held();
        var held = new List<(double Count, double Bytes)>();
        foreach (var count in counts)
        {
            feed.GrowTo(count);
            while (informer.Count < count) await Task.Delay(Glance, TimeProvider.System);
            held.Add((count, Heap.Held() - empty));
        }

        GC.KeepAlive(informer);
        await stop.CancelAsync();
        await running.ContinueWith(static _ => { }, TaskScheduler.Default);
        return new CacheFootprint(SlopeOf(held), held[^1].Bytes / held[^1].Count);
    }

    private static double SlopeOf(List<(double Count, double Bytes)> held)
    {
        var (meanCount, meanBytes) = (held.Average(static point => point.Count), held.Average(static point => point.Bytes));
        return held.Sum(point => (point.Count - meanCount) * (point.Bytes - meanBytes)) / held.Sum(point => (point.Count - meanCount) * (point.Count - meanCount));
    }
}
