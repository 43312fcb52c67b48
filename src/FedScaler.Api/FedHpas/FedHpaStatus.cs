using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.FedHpas;

/// <summary>The shares in force, and why.</summary>
public sealed record FedHpaStatus
{
    [Description("Generation of the spec that this status was decided from.")]
    [Bounds(0, long.MaxValue)]
    public long ObservedGeneration { get; set; }

    [Description("Ready, Balanced, CapacityShort, MinRaised, Conflict, MembersSilent, Paused.")]
    [Items(32, Keys = ["type"])]
    public IReadOnlyList<Condition> Conditions { get; set => field = value ?? []; } = [];

    [Description("minReplicas after schedules and after MinRaised.")]
    [Bounds(0)]
    public int EffectiveMinReplicas { get; set; }

    [Description("maxReplicas after schedules.")]
    [Bounds(0)]
    public int EffectiveMaxReplicas { get; set; }

    [Description("CronHPA rules in force, as <CronHPA>/<rule>.")]
    [Items(256), Text(317)]
    public IReadOnlyList<string> ActiveSchedules { get; set => field = value ?? []; } = [];

    [Description("Replicas that the members' workloads ask for, silent members as last seen.")]
    [Bounds(0)]
    public int CurrentReplicas { get; set; }

    [Description("Replicas that the members' HPAs ask for, silent members as last seen.")]
    [Bounds(0)]
    public int DesiredReplicas { get; set; }

    [Description("Replicas that are ready, silent members as last seen.")]
    [Bounds(0)]
    public int ReadyReplicas { get; set; }

    [Description("One entry per member, ordered by name.")]
    [Items(1000, Keys = ["name"])]
    public IReadOnlyList<FedHpaClusterStatus> Clusters { get; set => field = value ?? []; } = [];

    [Description("uid of the ScaleIn for which the shares are kept as they are; absent where they are not.")]
    [Text(128)]
    public string? HeldBy { get; set; }

    [Description("When room last moved between members.")]
    public DateTimeOffset? LastRebalanceTime { get; set; }

    [Description("Fingerprint of the strategy, bounds and members whose split is in force: the controller's memory over a restart.")]
    [Text(256)]
    public string? AppliedSplit { get; set; }

    [Description("Epoch of the leader that wrote this last, as <uid of its Lease>/<leaseTransitions>; absent where one instance runs without election.")]
    [Text(128)]
    public string? Epoch { get; set; }
}
