using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.CronHpas;

/// <summary>The rules in force, and what comes next.</summary>
public sealed record CronHpaStatus
{
    [Description("Generation of the spec that this status was decided from.")]
    [Bounds(0, long.MaxValue)]
    public long ObservedGeneration { get; set; }

    [Description("Ready, Invalid, TargetMissing, Overridden.")]
    [Items(32, Keys = ["type"])]
    public IReadOnlyList<Condition> Conditions { get; set => field = value ?? []; } = [];

    [Description("Rules in force.")]
    [Items(100, Keys = ["rule"])]
    public IReadOnlyList<ActiveRule> Active { get; set => field = value ?? []; } = [];

    [Description("What the rules in force come to.")]
    public EffectiveBounds? Effective { get; set; }

    [Description("What comes next.")]
    public ScheduleTransition? NextTransition { get; set; }

    [Description("The last transitions, newest first.")]
    [Items(100)]
    public IReadOnlyList<ScheduleHistoryEntry> History { get; set => field = value ?? []; } = [];

    [Description("Epoch of the leader that wrote this last, as <uid of its Lease>/<leaseTransitions>; absent where one instance runs without election.")]
    [Text(128)]
    public string? Epoch { get; set; }
}
