using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>One member, as its own API server has it, and as the hub's MemberCluster and the harness speak of it.</summary>
internal sealed class MemberRecord(string name)
{
    public string Name => name;

    /// <summary>Whether the hub has a MemberCluster of this name.</summary>
    public bool Registered { get; set; }

    public bool Paused { get; set; }

    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>Since when it has been cut off from the service, says the harness; null while it answers.</summary>
    public DateTimeOffset? SilentSince { get; set; }

    /// <summary>It refuses the shares that it is to have, says the harness: what the others have in all is less meanwhile.</summary>
    public bool Barred { get; set; }

    public DateTimeOffset? BackAt { get; set; }

    /// <summary>Since when it had been cut off before it came back.</summary>
    public DateTimeOffset? WasSilentSince { get; set; }

    public Dictionary<ObjectKey, HpaRecord> Hpas { get; } = [];

    public Dictionary<TargetKey, WorkloadRecord> Workloads { get; } = [];

    /// <summary>The workloads that ReplicaSets here belong to.</summary>
    public Dictionary<ObjectKey, TargetKey> ReplicaSets { get; } = [];

    /// <summary>When another state of it was last put in its place.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    /// <summary>When a pod here was last seen that found no node.</summary>
    public DateTimeOffset? UnschedulableAt { get; set; }

    /// <summary>When a node last came, went or changed what it can hold.</summary>
    public DateTimeOffset? NodesChangedAt { get; set; }

    /// <summary>Whether its share stands whatever is decided: nobody can, or may, write there.</summary>
    public bool Pinned => SilentSince is not null || Paused;
}
