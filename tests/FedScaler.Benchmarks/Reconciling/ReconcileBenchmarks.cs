using BenchmarkDotNet.Attributes;
using FedScaler.Runtime.Queues;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>One reconcile of one of 5,000 FedHPAs after the other, so that what is looked at comes from memory and not from the processor's caches.</summary>
public class ReconcileBenchmarks
{
    private static ReconcileScene? _shared;
    private int _walked;
    private int _quiet;
    private int _changed;

    private static ReconcileScene Scene => _shared ?? throw new InvalidOperationException("not set up");

    /// <summary>Set up once for all benchmarks: they run in this process.</summary>
    internal static void Use(ReconcileScene scene) => _shared = scene;

    /// <summary>The least that any reconcile must do: look at the share of every member.</summary>
    [Benchmark(Baseline = true)]
    public int Walk()
    {
        var total = 0;
        foreach (var view in Scene.Fleet.Views(Scene.Targets[_walked++ % ReconcileScene.FedHpas]))
            total += view.Hpas[0].MaxReplicas + view.Workload.Replicas;
        return total;
    }

    [Benchmark]
    public Task<ReconcileResult> WithoutChange() => Scene.Controller.ReconcileAsync(Scene.Keys[_quiet++ % ReconcileScene.FedHpas]);

    /// <summary>A member comes to its maximum, and the one before it has lost its load: room moves.</summary>
    [Benchmark]
    public async Task<ReconcileResult> WithChange()
    {
        var turn = _changed++;
        var target = Scene.Targets[turn % ReconcileScene.FedHpas];
        var members = Scene.Fleet.Members.Length;
        var place = turn / ReconcileScene.FedHpas % members;
        Scene.Fleet.Relax(target, (place + members - 1) % members);
        Scene.Fleet.Saturate(target, place);
        var before = Scene.Fleet.Writes;
        var result = await Scene.Controller.ReconcileAsync(Scene.Keys[turn % ReconcileScene.FedHpas]);
        return Scene.Fleet.Writes > before ? result : throw new InvalidOperationException("a change that changed nothing");
    }
}
