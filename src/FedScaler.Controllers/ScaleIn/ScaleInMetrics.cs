using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>How long removals take, why they are refused, and how many pods died that nobody named: under Exact none should.</summary>
internal sealed class ScaleInMetrics
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _removed;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _collateral;

    public ScaleInMetrics(Meter meter, ConcurrentDictionary<ObjectKey, ScaleInMemory> memories)
    {
        _duration = meter.CreateHistogram("fedscaler.scalein.duration", "s", "From the first look at a ScaleIn to its end.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] });
        _ended = meter.CreateCounter<long>("fedscaler.scalein.ended", null, "ScaleIns that are over, by the phase that they ended in.");
        _removed = meter.CreateCounter<long>("fedscaler.scalein.pods.removed", null, "Named pods that are gone, by what was to become of the count; under Replace others took their place.");
        _refusals = meter.CreateCounter<long>("fedscaler.scalein.refusals", null, "Reasons for which ScaleIns were refused; one may have several.");
        _collateral = meter.CreateCounter<long>("fedscaler.scalein.collateral", null, "Pods that died in place of named ones, by what was guaranteed.");
        meter.CreateObservableGauge("fedscaler.scalein.in_progress", () => memories.Values.Count(static memory => memory.IsUnderWay), null, "ScaleIns that are not over.");
        foreach (var phase in (RemovalPhase[])[RemovalPhase.Completed, RemovalPhase.Refused, RemovalPhase.Failed, RemovalPhase.Aborted]) End(phase, 0);
        foreach (var mode in Enum.GetValues<ScaleInMode>()) Remove(mode, 0);
        foreach (var reason in Enum.GetValues<RefusalReason>()) Refuse(reason, 0);
        foreach (var guarantee in Enum.GetValues<ScaleInGuarantee>()) Lose(guarantee, 0);
    }

    /// <summary>What is new since the status was last written.</summary>
    /// <param name="start">Of the first look.</param>
    public void Count(ScaleIn resource, RemovalProgress before, RemovalProgress progress, DateTimeOffset start, DateTimeOffset now)
    {
        if (CollateralOf(progress) - CollateralOf(before) is > 0 and var lost) Lose(resource.Spec.Guarantee, lost);
        if (RemovedOf(progress) - RemovedOf(before) is > 0 and var removed) Remove(resource.Spec.Mode, removed);
        if (before.IsEnded || !progress.IsEnded) return;
        End(progress.Phase, 1);
        foreach (var refusal in progress.Refusals.DistinctBy(static refusal => refusal.Reason)) Refuse(refusal.Reason, 1);
        _duration.Record(Math.Max(0, (now - start).TotalSeconds), new("phase", progress.Phase.ToString()), new("mode", resource.Spec.DryRun ? "DryRun" : resource.Spec.Mode.ToString()));
    }

    private static int CollateralOf(RemovalProgress progress) => progress.Clusters.Sum(static cluster => cluster.Collateral);

    private static int RemovedOf(RemovalProgress progress) => progress.Clusters.Sum(static cluster => cluster.Pods.Count(static pod => pod.State == PodState.Deleted));

    private void End(RemovalPhase phase, int count) => _ended.Add(count, new KeyValuePair<string, object?>("phase", phase.ToString()));

    private void Remove(ScaleInMode mode, int count) => _removed.Add(count, new KeyValuePair<string, object?>("mode", mode.ToString()));

    private void Refuse(RefusalReason reason, int count) => _refusals.Add(count, new KeyValuePair<string, object?>("reason", reason.ToString()));

    private void Lose(ScaleInGuarantee guarantee, int count) => _collateral.Add(count, new KeyValuePair<string, object?>("guarantee", guarantee.ToString()));
}
