using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ReplicaBindings;

/// <summary>What the members run.</summary>
public sealed record ReplicaBindingStatus
{
    [Description("Generation of the spec that this status was decided from.")]
    [Bounds(0, long.MaxValue)]
    public long ObservedGeneration { get; set; }

    [Description("Replicas over the whole fleet.")]
    [Bounds(0)]
    public int Replicas { get; set; }

    [Description("Replicas that are ready.")]
    [Bounds(0)]
    public int ReadyReplicas { get; set; }

    [Description("Replicas that are divided over the members: spec.replicas, or the count that a CronHPA rule sets. Absent where a FedHPA owns the target, for then nothing is divided.")]
    [Bounds(0)]
    public int? EffectiveReplicas { get; set; }

    [Description("CronHPA rules in force, as <CronHPA>/<rule>.")]
    [Items(256), Text(317)]
    public IReadOnlyList<string> ActiveSchedules { get; set => field = value ?? []; } = [];

    [Description("uid of the ScaleIn for which the members' counts are kept as they are; absent where they are not, and where a FedHPA owns the target.")]
    [Text(128)]
    public string? HeldBy { get; set; }

    [Description("Label selector of the workload's pods, as text, for the scale subresource.")]
    [Text(4096)]
    public string? Selector { get; set; }

    [Description("One entry per member, ordered by name.")]
    [Items(1000, Keys = ["name"])]
    public IReadOnlyList<ClusterReplicasStatus> Clusters { get; set => field = value ?? []; } = [];

    [Description("Ready; reason and message say what failed.")]
    [Items(32, Keys = ["type"])]
    public IReadOnlyList<Condition> Conditions { get; set => field = value ?? []; } = [];

    [Description("Epoch of the leader that wrote this last, as <uid of its Lease>/<leaseTransitions>; absent where one instance runs without election.")]
    [Text(128)]
    public string? Epoch { get; set; }
}
