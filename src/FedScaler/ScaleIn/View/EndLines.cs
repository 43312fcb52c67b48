using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;

namespace FedScaler.ScaleIns.View;

/// <summary>What came of a ScaleIn, or would come of it, in lines.</summary>
internal static class EndLines
{
    /// <summary>How many pods are listed one by one before the rest is only counted.</summary>
    private const int MostPods = 50;

    public static IEnumerable<string> Completed(ScaleInSpec spec, ScaleInStatus status)
    {
        foreach (var line in Notes(status)) yield return line;
        foreach (var pod in status.Pods.Where(static pod => pod.State == nameof(PodState.Gone))) yield return StatusWords.Of(pod);
        var taken = status.Pods.Count(static pod => pod.State != nameof(PodState.Gone));
        yield return $"Completed: {taken} of {Pods(spec.Pods.Count)} {(spec.Mode == ScaleInMode.Replace ? "replaced" : "taken out")}{Counts(status)}";
    }

    public static IEnumerable<string> Foreseen(ScaleInSpec spec, ScaleInStatus status)
    {
        var would = status.Pods.Where(static pod => pod.State == nameof(PodState.WouldGo)).ToList();
        foreach (var pod in would.Take(MostPods)) yield return $"would go: {pod.Cluster}/{pod.Name}";
        if (would.Count > MostPods) yield return $"would go: {would.Count - MostPods} more";
        foreach (var pod in status.Pods.Where(static pod => pod.State != nameof(PodState.WouldGo))) yield return StatusWords.Of(pod);
        foreach (var line in Notes(status)) yield return line;
        yield return $"It would be done: {would.Count} of {Pods(spec.Pods.Count)} would {(spec.Mode == ScaleInMode.Replace ? "be replaced" : "go")}{Counts(status)}. Nothing was changed.";
    }

    /// <summary>Each refusal: the field with what it names, what is wrong, what would help.</summary>
    public static IEnumerable<string> Refused(ScaleInSpec spec, ScaleInStatus status)
    {
        foreach (var refusal in status.Refusals)
        {
            yield return $"{refusal.Field}{Named(refusal.Field, spec)}: {refusal.Message} ({refusal.Reason})";
            if (refusal.Mend.Length > 0) yield return $"  what would help: {refusal.Mend}";
        }

        yield return "Refused: nothing was changed";
    }

    /// <summary>Of one that was aborted or failed.</summary>
    public static IEnumerable<string> GivenUp(ScaleIn last)
    {
        var status = last.Status ?? new ScaleInStatus();
        foreach (var line in Notes(status)) yield return line;
        var remain = status.Pods.Where(static pod => pod.State == nameof(PodState.Remains)).ToList();
        foreach (var pod in remain.Take(MostPods)) yield return StatusWords.Of(pod);
        if (remain.Count > MostPods) yield return $"{remain.Count - MostPods} more remain";
        var why = status.Ending is { } ending ? $" ({ending.Reason}): {ending.Message}" : "";
        yield return $"{status.Phase}{why}";
        yield return status.Phase == ScaleInPhase.Aborted
            ? "no pod was taken out, and what was held and marked is put back"
            : $"{status.Pods.Count(static pod => pod.State == nameof(PodState.Deleted))} of {Pods(last.Spec.Pods.Count)} taken out{Counts(status)}";
    }

    private static IEnumerable<string> Notes(ScaleInStatus status) =>
        from cluster in status.Clusters
        from note in cluster.Notes
        select $"note: {cluster.Name}: {note}";

    private static string Counts(ScaleInStatus status)
    {
        var counts = (from cluster in status.Clusters let words = StatusWords.Counts(cluster) where words is not null select $"{cluster.Name} {words}").ToList();
        return counts.Count == 0 ? "" : $"; replicas: {string.Join(", ", counts)}";
    }

    private static string Pods(int count) => count == 1 ? "1 pod" : $"{count} pods";

    /// <summary>Nobody counts pods by hand: spec.pods[17] says which one that is.</summary>
    private static string Named(string field, ScaleInSpec spec)
    {
        const string prefix = "spec.pods[";
        if (!field.StartsWith(prefix, StringComparison.Ordinal) || field.IndexOf(']') is var end && end < 0) return "";
        return int.TryParse(field.AsSpan(prefix.Length, end - prefix.Length), out var index) && index >= 0 && index < spec.Pods.Count
            ? $" ({spec.Pods[index].Cluster}/{spec.Pods[index].Name})"
            : "";
    }
}
