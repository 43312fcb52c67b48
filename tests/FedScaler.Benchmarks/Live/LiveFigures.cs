using FedScaler.Benchmarks.Reporting;

namespace FedScaler.Benchmarks.Live;

/// <summary>The service over a sandbox, as lines of the report.</summary>
internal static class LiveFigures
{
    /// <summary>Changes of one stretch: 10 s, in which a member that goes dark comes to be known as silent.</summary>
    private const int Changes = 200;
    private const int Turns = 6;
    private const int WarmUp = 60;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var reconciles = new ReconcileCount();
        await using var live = await LiveFleet.StartAsync();
        await using var latency = await ChangeLatency.OpenAsync(live);
        await latency.ToBindingAsync(WarmUp);
        // Once unmeasured: what a silent member sets off is compiled when it first runs.
        await InTheDarkAsync(live, latency, reconciles);
        Stretches bare = new(), whole = new(), dark = new();
        for (var turn = 0; turn < Turns; turn++)
        {
            bare.Add(await Stretch.MeasureAsync(reconciles, () => latency.ToWatchAsync(Changes / 2)));
            whole.Add(await Stretch.MeasureAsync(reconciles, () => latency.ToBindingAsync(Changes)));
            dark.Add(await InTheDarkAsync(live, latency, reconciles));
        }

        return [Whole(whole, bare), Dark(dark, whole), Work(dark, whole)];
    }

    /// <summary>From the moment a member goes dark; returns when all is well again.</summary>
    private static async Task<Stretch> InTheDarkAsync(LiveFleet live, ChangeLatency latency, ReconcileCount reconciles)
    {
        var faults = live.Fleet.Servers.Members[2].Faults;
        faults.BlackHole = true;
        var measured = await Stretch.MeasureAsync(reconciles, () => latency.ToBindingAsync(Changes));
        faults.Clear();
        await live.AllAnswerAsync();
        await latency.ToBindingAsync(WarmUp);
        return measured;
    }

    private static Figure Whole(Stretches whole, Stretches bare) => new(
        $"Member change → binding seen at the hub, p99 of {Units.Whole(whole.Changes)} at {ChangeLatency.PerSecond} changes/s, over HTTP", Units.Time(whole.P99), "≤ 50 ms",
        $"{Units.Ratio(whole.P99 / bare.P99)} a change seen by a watch of the same server ({Units.Time(bare.P99)})",
        "two servers, the service and the clients share the cores; the path is a watch event, a reconcile and two writes");

    private static Figure Dark(Stretches dark, Stretches whole)
    {
        var ratios = dark.RatiosTo(whole);
        return new Figure(
            $"The same from the moment a third member is black-holed, p99 of {Units.Whole(dark.Changes)}", Units.Time(dark.P99), "≤ 1.1× without",
            $"{Units.Ratio(dark.P99 / whole.P99)} without ({Units.Time(whole.P99)}); p95 of a stretch of {Changes}, in the middle: "
            + $"{Units.Ratio(dark.MedianP95 / whole.MedianP95)} ({Units.Ratio(ratios[0])} to {Units.Ratio(ratios[^1])} its neighbour's)",
            $"{Turns} stretches with it took turns with {Turns} without, so that the machine's other load meets both alike");
    }

    private static Figure Work(Stretches dark, Stretches whole) => new(
        $"What the service does for a change meanwhile, of {LiveFleet.Apps} FedHPAs", $"{dark.ReconcilesOfOne:0.0} reconciles, {Units.Time(dark.ProcessorOfOne)} of a processor", null,
        $"{Units.Ratio(dark.ReconcilesOfOne / whole.ReconcilesOfOne)} and {Units.Ratio(dark.ProcessorOfOne / whole.ProcessorOfOne)} without "
        + $"({whole.ReconcilesOfOne:0.0} reconciles, {Units.Time(whole.ProcessorOfOne)}, servers and clients included)",
        "every watch of the silent member that is tried again, in vain, sets off a look at every FedHPA and every binding");
}
