using System.Globalization;
using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Api.Mapping;

/// <summary>Puts a removal's whole memory into a status; <see cref="ScaleInProgressReader"/> gets it back.</summary>
public static class ScaleInProgressWriter
{
    /// <summary>As the CRD bounds them: one text that is too long would keep the whole status from being written.</summary>
    private const int LongestMessage = 1024;
    private const int LongestEnding = 4096;
    private const int MostRefusals = 1000;

    /// <summary>A status with all that the progress is, and nothing else.</summary>
    public static ScaleInStatus WriteStatus(this RemovalProgress progress) => new()
    {
        Phase = Enum.Parse<ScaleInPhase>(progress.Phase.ToString()),
        PodsGone = GoneOf(progress),
        Pods = [.. progress.Clusters.SelectMany(static cluster => cluster.Pods.Select(pod => Write(cluster.Name, pod))).DistinctBy(static pod => (pod.Cluster, pod.Name))],
        Clusters = [.. progress.Clusters.Select(Write)],
        Refusals = [.. progress.Refusals.Take(MostRefusals).Select(Write)],
        Ending = progress.Ending is { } ending
            ? new() { Phase = Enum.Parse<ScaleInPhase>(ending.Phase.ToString()), Reason = ending.Reason, Message = Cut(ending.Message, LongestEnding) }
            : null,
        Fleet = progress.Hold == FleetHoldStage.None ? null : new()
        {
            Hold = progress.HoldsFleet ? FleetHoldState.Held : FleetHoldState.Released,
            MaxReplicasBefore = progress.LoweredMax?.Before,
            MaxReplicas = progress.LoweredMax?.After,
            ReplicasBefore = progress.LoweredCount?.Before,
            Replicas = progress.LoweredCount?.After,
        },
    };

    /// <summary>Cut to what the CRD lets a message be.</summary>
    public static string Cut(string text, int length = LongestMessage) => text.Length <= length ? text : $"{text[..(length - 1)]}…";

    private static string? GoneOf(RemovalProgress progress)
    {
        var pods = progress.Clusters.SelectMany(static cluster => cluster.Pods).ToList();
        return pods.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{pods.Count(static pod => pod.State is PodState.Gone or PodState.Deleted)}/{pods.Count}");
    }

    private static ScaleInPodStatus Write(string cluster, PodProgress pod) => new()
    {
        Cluster = cluster,
        Name = pod.Name,
        Uid = pod.Uid,
        State = pod.State.ToString(),
        Message = pod.Message is { } message ? Cut(message) : null,
        OriginalDeletionCost = pod.OriginalCost,
    };

    private static ScaleInClusterStatus Write(ClusterProgress cluster) => new()
    {
        Name = cluster.Name,
        Stage = cluster.Stage.ToString(),
        ReplicasBefore = cluster.Before,
        ReplicasAfter = cluster.Target,
        Autoscaler = cluster.Autoscaler is { } hpa ? new() { Name = hpa.Name, MinReplicas = hpa.Min, Behavior = hpa.Behavior, Federated = hpa.IsFederated } : null,
        HeldTime = Later(cluster.HeldAt),
        Barrier = cluster.Barrier is { } label ? new() { Label = label.Name, Value = label.Value } : null,
        MarkedTime = Later(cluster.MarkedAt),
        ReleaseTime = Later(cluster.ReleaseAt),
        Collateral = cluster.Collateral > 0 ? cluster.Collateral : null,
        Notes = [.. cluster.Notes],
    };

    private static ScaleInRefusal Write(Refusal refusal) =>
        new() { Field = refusal.Field, Reason = refusal.Reason.ToString(), Message = Cut(refusal.Message), Mend = Cut(refusal.Mend) };

    /// <summary>The next whole second, as meta/v1 Time has no fractions: what is counted from here never comes too early.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? time) =>
        time is not { } at ? null : at.UtcTicks % TimeSpan.TicksPerSecond is var over and > 0 ? at.AddTicks(TimeSpan.TicksPerSecond - over) : at;
}
