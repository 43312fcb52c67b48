using FedScaler.Benchmarks.Reporting;

namespace FedScaler.Benchmarks.Live;

/// <summary>The service over a sandbox, as lines of the report.</summary>
internal static class LiveFigures
{
    private const int Changes = 300;
    private const int WarmUp = 60;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var live = await LiveFleet.StartAsync();
        var latency = new ChangeLatency(live);
        await latency.ToBindingAsync(WarmUp);
        var bare = P99(await latency.ToWatchAsync(Changes));
        var whole = P99(await latency.ToBindingAsync(Changes));
        live.Fleet.Servers.Members[2].Faults.BlackHole = true;
        var dark = P99(await latency.ToBindingAsync(Changes));
        live.Fleet.Servers.Members[2].Faults.Clear();
        return
        [
            new Figure(
                $"Member change → binding seen at the hub, p99 of {Changes} at {ChangeLatency.PerSecond} changes/s, over HTTP", Units.Time(whole), "≤ 50 ms",
                $"{Units.Ratio(whole / bare)} a change seen by a watch of the same server ({Units.Time(bare)})",
                "two servers, the service and the clients share the cores; the path is a watch event, a reconcile and two writes"),
            new Figure(
                "The same from the moment a third member is black-holed", Units.Time(dark), "≤ 1.1× without",
                $"{Units.Ratio(dark / whole)} without ({Units.Time(whole)})", "nothing of one member is waited for by another; the rest is the machine's noise"),
        ];
    }

    private static double P99(TimeSpan[] ascending) => ascending[(int)Math.Ceiling(ascending.Length * 0.99) - 1].TotalNanoseconds;
}
