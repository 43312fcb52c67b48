using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>One cluster in one decision: what was seen, what is remembered, and what follows.</summary>
internal sealed class ClusterTurn(RemovalRequest request, DateTimeOffset now, ClusterObservation seen, ClusterProgress progress)
{
    private readonly List<RemovalStep> _steps = [];
    private readonly List<string> _waits = [];

    public RemovalRequest Request => request;

    public DateTimeOffset Now => now;

    public ClusterObservation Seen => seen;

    public ClusterProgress Progress { get; set; } = progress;

    public IReadOnlyList<RemovalStep> Steps => _steps;

    public IReadOnlyList<string> Waits => _waits;

    /// <summary>When time alone changes something here.</summary>
    public DateTimeOffset? LookAgain { get; private set; }

    public string Name => seen.Name;

    /// <summary>The named pods that are there under their uid, going or not.</summary>
    public IEnumerable<PodObservation> Named =>
        seen.Pods.Where(pod => pod.BelongsToTarget && Progress.Pods.Any(one => one.Uid == pod.Uid && one.State is not PodState.Gone));

    /// <summary>Those of them that hold a place in the count.</summary>
    public ImmutableArray<PodObservation> Leaving => [.. Named.Where(pod => pod.CountsFor(request.Kind))];

    /// <summary>Those that are there but hold none: Failed and Succeeded pods, which their controller has already replaced.</summary>
    public IEnumerable<PodObservation> LeftOver => Named.Where(pod => !pod.IsTerminating && !pod.CountsFor(request.Kind));

    public IEnumerable<PodObservation> Strangers => seen.Counted(request.Kind).ExceptBy(Named.Select(static pod => pod.Uid), static pod => pod.Uid);

    public int? CommittedTarget => seen.Workload is { } workload ? CommitToken.TargetOf(workload.CommitAnnotation, request.Id) : null;

    public bool HoldsAutoscaler => seen.Autoscaler is { } hpa && hpa.HeldBy == request.Id;

    public void Write(RemovalStep step) => _steps.Add(step);

    public void WaitFor(string what) => _waits.Add($"{Name}: {what}");

    /// <summary>What was about to be written is not: the removal is given up instead.</summary>
    public void DropSteps() => _steps.Clear();

    public void WaitUntil(DateTimeOffset time, string what)
    {
        WaitFor(what);
        if (LookAgain is null || time < LookAgain) LookAgain = time;
    }

    /// <summary>Brings what is said of each pod up to date with what was seen.</summary>
    /// <param name="gone">What a pod is that is no longer there.</param>
    public void Account(PodState gone, string message)
    {
        if (!seen.IsReachable) return;
        var there = Named.Where(static pod => !pod.IsTerminating).Select(static pod => pod.Uid).ToHashSet(StringComparer.Ordinal);
        Progress = Progress with
        {
            Pods = [.. Progress.Pods.Select(pod => pod.IsDone || pod.Uid is null || there.Contains(pod.Uid) ? pod : pod with { State = gone, Message = message })],
        };
    }
}
