using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Api.Mapping;

/// <summary>Gets a removal's memory back out of a status.</summary>
public static class ScaleInProgressReader
{
    /// <summary>What is remembered; nothing at all where there is no status yet.</summary>
    /// <exception cref="FormatException">A word that this version does not know: to go on from a guess could take the wrong pods.</exception>
    public static RemovalProgress ReadProgress(this ScaleInStatus? status)
    {
        if (status is null) return RemovalProgress.New;
        var pods = status.Pods.ToLookup(static pod => pod.Cluster, StringComparer.Ordinal);
        return new()
        {
            Phase = status.Phase is { } phase ? Word<RemovalPhase>("status.phase", phase.ToString()) : default,
            Clusters = [.. status.Clusters.Select(cluster => Read(cluster, pods[cluster.Name]))],
            Refusals = [.. status.Refusals.Select(Read)],
            Ending = status.Ending is { } ending ? new(Word<RemovalPhase>("status.ending.phase", ending.Phase.ToString()), ending.Reason, ending.Message) : null,
            Hold = status.Fleet?.Hold switch
            {
                null => FleetHoldStage.None,
                FleetHoldState.Held => FleetHoldStage.Held,
                FleetHoldState.Released => FleetHoldStage.Released,
                var other => throw Unknown("status.fleet.hold", other.ToString()),
            },
            LoweredMax = Lowering(status.Fleet?.MaxReplicasBefore, status.Fleet?.MaxReplicas),
            LoweredCount = Lowering(status.Fleet?.ReplicasBefore, status.Fleet?.Replicas),
        };
    }

    private static ClusterProgress Read(ScaleInClusterStatus cluster, IEnumerable<ScaleInPodStatus> pods) => new(cluster.Name, [.. pods.Select(Read)])
    {
        Stage = Word<ClusterStage>("status.clusters[].stage", cluster.Stage),
        Before = cluster.ReplicasBefore,
        Target = cluster.ReplicasAfter,
        Autoscaler = cluster.Autoscaler is { } hpa ? new(hpa.Name, hpa.MinReplicas, hpa.Behavior, hpa.Federated) : null,
        HeldAt = cluster.HeldTime,
        Barrier = cluster.Barrier is { } label ? new(label.Label, label.Value) : null,
        MarkedAt = cluster.MarkedTime,
        ReleaseAt = cluster.ReleaseTime,
        Collateral = cluster.Collateral ?? 0,
        Notes = [.. cluster.Notes],
    };

    private static PodProgress Read(ScaleInPodStatus pod) =>
        new(pod.Name, pod.Uid, Word<PodState>("status.pods[].state", pod.State)) { Message = pod.Message, OriginalCost = pod.OriginalDeletionCost };

    private static Refusal Read(ScaleInRefusal refusal) => new(refusal.Field, Word<RefusalReason>("status.refusals[].reason", refusal.Reason), refusal.Message, refusal.Mend);

    private static FleetLowering? Lowering(int? before, int? after) => before is { } from && after is { } to ? new(from, to) : null;

    private static T Word<T>(string field, string? word)
        where T : struct, Enum =>
        // By its name alone: TryParse takes numbers, too.
        Enum.TryParse<T>(word, out var value) && Enum.IsDefined(value) && value.ToString() == word ? value : throw Unknown(field, word);

    private static FormatException Unknown(string field, string? word) => new($"{field} is {word ?? "absent"}, which this version does not know");
}
