using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>One ReplicaBinding's spec.</summary>
internal sealed class BindingRecord(ObjectKey key, TargetKey target)
{
    public ObjectKey Key => key;

    public TargetKey Target => target;

    public long Replicas { get; set; }

    public Dictionary<string, int> Clusters { get; set; } = [];
}
