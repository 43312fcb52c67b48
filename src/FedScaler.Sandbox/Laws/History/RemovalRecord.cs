using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>
/// One ScaleIn. Unlike elsewhere its status is read: it is what it promises by, and it is written before what it announces.
/// </summary>
internal sealed record RemovalRecord(ObjectKey Key, TargetKey Target)
{
    /// <summary>These pods and no other, or nothing.</summary>
    public bool IsExact { get; init; }

    public ScaleInPhase? Phase { get; init; }

    /// <summary>It is being given up.</summary>
    public bool IsEnding { get; init; }

    /// <summary>Nobody may change a share or a count.</summary>
    public bool HoldsFleet { get; init; }

    /// <summary>Mode Cap: what maxReplicas of the FedHPA becomes.</summary>
    public int? LoweredMax { get; init; }

    public IReadOnlyDictionary<string, RemovalCluster> Clusters { get; init; } = new Dictionary<string, RemovalCluster>(StringComparer.Ordinal);

    /// <summary>uids of the named pods, as far as they were bound.</summary>
    public IReadOnlySet<string> Pods { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public bool IsEnded => Phase?.IsEnd() ?? false;

    public static RemovalRecord Of(ObjectKey key, ScaleInSpec spec, ScaleInStatus? status) =>
        new(key, new TargetKey(key.Namespace ?? "", spec.ScaleTargetRef.Kind, spec.ScaleTargetRef.Name))
        {
            IsExact = spec is { Guarantee: ScaleInGuarantee.Exact, DryRun: false, Mode: ScaleInMode.Shrink or ScaleInMode.Cap },
            Phase = status?.Phase,
            IsEnding = status?.Ending is not null,
            HoldsFleet = status?.Fleet?.Hold == FleetHoldState.Held,
            LoweredMax = spec.Mode == ScaleInMode.Cap ? status?.Fleet?.MaxReplicas : null,
            Clusters = (status?.Clusters ?? []).ToDictionary(
                static cluster => cluster.Name,
                static cluster => new RemovalCluster(cluster.Name, cluster.Stage ?? "", cluster.ReplicasBefore, cluster.ReplicasAfter),
                StringComparer.Ordinal),
            Pods = (status?.Pods ?? []).Select(static pod => pod.Uid).OfType<string>().ToHashSet(StringComparer.Ordinal),
        };
}
