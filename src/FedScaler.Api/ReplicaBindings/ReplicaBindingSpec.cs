using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Placement;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.ReplicaBindings;

/// <summary>Replicas in all, and per cluster.</summary>
public sealed record ReplicaBindingSpec
{
    [Description("The workload, of the same namespace and name in every member.")]
    [RequiredField]
    [Cel(RuleMessages.WorkloadTargetRule, RuleMessages.WorkloadTarget)]
    public ScaleTargetRef ScaleTargetRef { get; set => field = value ?? new(); } = new();

    [Description("Replicas over the whole fleet. With a FedHPA on the target it follows what the members run; without one it is divided over the members.")]
    [RequiredField, Bounds(0)]
    public int Replicas { get; set; }

    [Description("Replicas per member; written by the controller.")]
    [Items(1000, Keys = ["name"])]
    public IReadOnlyList<ClusterReplicas> Clusters { get; set => field = value ?? []; } = [];

    [Description("Which members take part, and on what terms, when no FedHPA owns the target.")]
    [Defaulted]
    public PlacementSpec Placement { get; set => field = value ?? new(); } = new();

    [Description("How replicas are divided over the members when no FedHPA owns the target.")]
    [Defaulted]
    public SplitSpec Split { get; set => field = value ?? new(); } = new();
}
