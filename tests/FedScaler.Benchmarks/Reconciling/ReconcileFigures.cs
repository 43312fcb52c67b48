using FedScaler.Benchmarks.Footprint;
using FedScaler.Benchmarks.Reporting;
using FedScaler.Benchmarks.Running;
using FedScaler.Benchmarks.Splitting;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>Reconciles against a stubbed fleet, as lines of the report.</summary>
internal static class ReconcileFigures
{
    /// <summary>How often each FedHPA is assumed to be looked at: as often as its members' HPAs sync (horizontal-pod-autoscaler-sync-period).</summary>
    private const double PeriodSeconds = 15;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var scene = await ReconcileScene.SetUpAsync();
        var quiet = await CountAsync(scene);
        ReconcileBenchmarks.Use(scene);
        var run = BenchmarkRun.Of<ReconcileBenchmarks>();
        await scene.Controller.CatchUpAsync(scene.Hub);
        var changed = await CountChangeAsync(scene);
        var walk = run[nameof(ReconcileBenchmarks.Walk)];
        var unchanged = run[nameof(ReconcileBenchmarks.WithoutChange)];
        return
        [
            quiet,
            Load(unchanged, walk),
            Reconcile("nothing changed", unchanged, walk, "100 snapshots, a decision and the comparison of 100 status rows; the views come from memory, not from a cache line"),
            Reconcile($"room moves ({changed})", run[nameof(ReconcileBenchmarks.WithChange)], walk,
                "the status of 100 members as JSON: written twice, and read back by the client and by the informer"),
            .. await RestartAsync(scene),
        ];
    }

    private static async Task<Figure> CountAsync(ReconcileScene scene)
    {
        var lists = scene.Hub.Lists;
        var writes = await scene.RoundAsync(scene.Controller);
        return new Figure(
            $"{ReconcileScene.FedHpas:#,0} FedHPAs × {Fleets.Members} members, each reconciled once, nothing changed",
            $"{writes} writes, {scene.Hub.Lists - lists} LISTs", "0 writes, 0 LISTs", null, "nothing: what would be written is compared with what the caches hold");
    }

    private static Figure Load(Timing unchanged, Timing walk)
    {
        var load = unchanged.Nanoseconds / 1e9 * ReconcileScene.FedHpas / PeriodSeconds;
        var least = walk.Nanoseconds / 1e9 * ReconcileScene.FedHpas / PeriodSeconds;
        return new Figure(
            $"The same, if something woke each of them every {PeriodSeconds:0} s (the HPA's period)", $"{Units.Percent(load)} of a core", "< 5 % of a core",
            $"{Units.Percent(least)} for a bare walk over the same views",
            "a controller that nothing wakes does not reconcile at all: this is the load if every look of every member's HPA touched its status");
    }

    private static Figure Reconcile(string what, Timing timing, Timing walk, string bound) => new(
        $"One reconcile over {Fleets.Members} members, {what}", $"{Units.Time(timing.Nanoseconds)}, {Units.Bytes(timing.Bytes)}", null,
        $"{Units.Ratio(timing.Nanoseconds / walk.Nanoseconds)} a bare walk over the same views ({Units.Time(walk.Nanoseconds)})", bound);

    /// <summary>One change, counted.</summary>
    private static async Task<string> CountChangeAsync(ReconcileScene scene)
    {
        await scene.RoundAsync(scene.Controller);
        var (hub, members) = (scene.Hub.Writes, scene.Fleet.Writes);
        scene.Fleet.Saturate(scene.Targets[^1], Fleets.Members - 1);
        await scene.Controller.ReconcileAsync(scene.Keys[^1]);
        return $"{scene.Fleet.Writes - members} writes to members, {scene.Hub.Writes - hub} to the hub";
    }

    private static async Task<IReadOnlyList<Figure>> RestartAsync(ReconcileScene scene)
    {
        await scene.Controller.CatchUpAsync(scene.Hub);
        await scene.RoundAsync(scene.Controller);
        var before = Heap.Held();
        var restarted = await RunningController.StartAsync(scene.Hub, scene.Fleet);
        var writes = await scene.RoundAsync(restarted);
        var held = (double)(Heap.Held() - before) / (ReconcileScene.FedHpas * Fleets.Members);
        GC.KeepAlive(restarted);
        return
        [
            new Figure("Restart with nothing changed, the same fleet", $"{writes} writes", "0 writes", null, "the status carries the split that is in force and what is lent"),
            new Figure(
                "Held by the FedHPA controller per member and FedHPA, beside the fleet's caches", Units.Bytes(held), null, null,
                "the FedHPA's status row in the informer, and the member as last seen"),
        ];
    }
}
