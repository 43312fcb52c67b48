using FedScaler.Api.Mapping;
using FedScaler.Core.ScaleIn;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>What a ScaleIn's status says of the whole.</summary>
internal static class ScaleInConditions
{
    private const int LongestMessage = 4096;
    private const int MostTold = 5;

    public static IEnumerable<FleetCondition> Of(Api.ScaleIns.ScaleIn resource, RemovalProgress progress, IReadOnlyList<string> waits)
    {
        var done = progress.Phase == RemovalPhase.Completed;
        yield return new(ScaleInReasons.Ready, done, ReasonOf(progress), ScaleInProgressWriter.Cut(MessageOf(resource.Spec.DryRun, progress, waits), LongestMessage));
        if (Exactness(progress) is { } exact) yield return exact;
    }

    /// <summary>Of the Ready condition, and for events and the log.</summary>
    public static string MessageOf(bool dryRun, RemovalProgress progress, IReadOnlyList<string> waits) => progress.Phase switch
    {
        RemovalPhase.Refused => Some([.. progress.Refusals.Select(static refusal => refusal.ToString())]),
        RemovalPhase.Completed when dryRun => $"{Counts(progress, PodState.WouldGo)} would go{Notes(progress)}",
        RemovalPhase.Completed => $"{Counts(progress, PodState.Deleted)} were taken out{AlreadyGone(progress)}{Replicas(progress)}{Notes(progress)}",
        RemovalPhase.Failed => $"{progress.Ending?.Message}; {Counts(progress, PodState.Deleted)} were taken out{Replicas(progress)}{Unreached(progress)}{Notes(progress)}",
        RemovalPhase.Aborted => $"{progress.Ending?.Message}; nothing was taken out{Unreached(progress)}",
        _ when progress.Ending is { } ending => $"being given up: {ending.Message}",
        _ when waits.Count > 0 => $"waits {Some(waits)}",
        RemovalPhase.Committed => "the counts are lowered; the pods are going",
        RemovalPhase.Prepared => "every cluster is ready; the counts are lowered next",
        _ => "being prepared",
    };

    /// <summary>"3 of 4 pods".</summary>
    public static string Counts(RemovalProgress progress, PodState state)
    {
        var all = progress.Clusters.Sum(static cluster => cluster.Pods.Length);
        return $"{progress.Clusters.Sum(cluster => cluster.Pods.Count(pod => pod.State == state))} of {all} pods";
    }

    /// <summary>"; idc-a 22 → 21 replicas".</summary>
    public static string Replicas(RemovalProgress progress)
    {
        var changed = progress.Clusters.Where(static cluster => cluster.ReleaseAt is not null && cluster.Before != cluster.Target)
            .Select(static cluster => $"{cluster.Name} {cluster.Before} → {cluster.Target} replicas").ToList();
        return changed.Count == 0 ? "" : $"; {Some(changed, ", ")}";
    }

    /// <summary>Clusters in which something may be held or marked still.</summary>
    public static IEnumerable<string> NotRestored(RemovalProgress progress) =>
        progress.Clusters.Where(static cluster => cluster.Stage is not (ClusterStage.Pending or ClusterStage.Released)).Select(static cluster => cluster.Name);

    private static string ReasonOf(RemovalProgress progress) => progress switch
    {
        { Phase: RemovalPhase.Refused, Refusals: [var first, ..] } => first.Reason.ToString(),
        { Ending: { } ending, Phase: not RemovalPhase.Completed } => ending.Reason,
        _ => progress.Phase.ToString(),
    };

    private static string AlreadyGone(RemovalProgress progress) =>
        progress.Clusters.Sum(static cluster => cluster.Pods.Count(static pod => pod.State == PodState.Gone)) is > 0 and var gone ? $", {gone} were gone by themselves" : "";

    private static string Unreached(RemovalProgress progress) =>
        NotRestored(progress).ToList() is { Count: > 0 } left ? $"; what was held and marked in {Some(left, ", ")} is put back when it answers" : "";

    private static string Notes(RemovalProgress progress)
    {
        var notes = progress.Clusters.SelectMany(static cluster => cluster.Notes.Select(note => $"{cluster.Name}: {note}")).ToList();
        return notes.Count == 0 ? "" : $"; {Some(notes)}";
    }

    /// <summary>Null as long as nothing has been lowered.</summary>
    private static FleetCondition? Exactness(RemovalProgress progress)
    {
        if (progress.Clusters.All(static cluster => cluster.ReleaseAt is null)) return null;
        if (progress.Clusters.Sum(static cluster => cluster.Collateral) is > 0 and var others)
            return new(ScaleInReasons.Exact, false, ScaleInReasons.OtherPods, $"{others} other pods died in place of named ones, and were made up for");
        var doubts = progress.Clusters.SelectMany(static cluster => cluster.Notes.Where(static note => note.StartsWith("not exact", StringComparison.Ordinal))).Distinct().ToList();
        return doubts.Count > 0
            ? new(ScaleInReasons.Exact, false, ScaleInReasons.NotProved, Some(doubts))
            : new(ScaleInReasons.Exact, true, ScaleInReasons.NoOtherPod, "no other pod died for it");
    }

    private static string Some(IReadOnlyList<string> words, string between = "; ") =>
        words.Count <= MostTold ? string.Join(between, words) : $"{string.Join(between, words.Take(MostTold))}{between}and {words.Count - MostTold} more";
}
