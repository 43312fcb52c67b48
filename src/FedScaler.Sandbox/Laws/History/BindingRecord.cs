using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>One ReplicaBinding's spec.</summary>
internal sealed class BindingRecord(ObjectKey key, TargetKey target)
{
    public ObjectKey Key => key;

    public TargetKey Target => target;

    public long Replicas { get; set; }

    public Dictionary<string, int> Clusters { get; set; } = [];

    /// <summary>When somebody else than the service wrote it as it stands; null where the service did.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>The clusters that Karmada's placement names; null where it names none, and admits all.</summary>
    public HashSet<string>? Admitted { get; init; }

    /// <summary>The clusters that Karmada evicts it from: out of the binding, and not yet empty.</summary>
    public HashSet<string> Evicting { get; init; } = [];

    public long Sum => Clusters.Values.Sum(static replicas => (long)replicas);

    /// <summary>Whether it says one thing; without clusters nobody has observed anything yet.</summary>
    public bool IsConsistent => Clusters.Count == 0 || Replicas == Sum;

    public bool SaysTheSame(BindingRecord other) =>
        Target == other.Target && Replicas == other.Replicas && Clusters.Count == other.Clusters.Count
        && Clusters.All(cluster => other.Clusters.TryGetValue(cluster.Key, out var replicas) && replicas == cluster.Value);
}
