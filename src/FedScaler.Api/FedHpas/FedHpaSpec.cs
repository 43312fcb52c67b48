using System.ComponentModel;
using System.Text.Json.Nodes;
using FedScaler.Api.Autoscaling;
using FedScaler.Api.Common;
using FedScaler.Api.Placement;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.FedHpas;

/// <summary>What the user asks for.</summary>
[Cel("self.minReplicas <= self.maxReplicas",
    RuleMessages.MinAboveMax, FieldPath = ".minReplicas")]
[Cel("self.minReplicas > 0 || (has(self.metrics) && self.metrics.exists(m, m.type in ['Object', 'External']))",
    RuleMessages.ZeroMinNeedsMetric, FieldPath = ".minReplicas")]
public sealed record FedHpaSpec
{
    [Description("The workload, of the same namespace and name in every member; any kind with a scale subresource.")]
    [RequiredField]
    [Cel(RuleMessages.WorkloadTargetRule, RuleMessages.WorkloadTarget)]
    public ScaleTargetRef ScaleTargetRef { get; set => field = value ?? new(); } = new();

    [Description("Least number of replicas over the whole fleet. 0 only with a metric of type Object or External.")]
    [Defaulted, Bounds(0)]
    public int MinReplicas { get; set; } = FedHpaDefaults.MinReplicas;

    [Description("Greatest number of replicas over the whole fleet.")]
    [RequiredField, Bounds(1)]
    public int MaxReplicas { get; set; }

    [Description("autoscaling/v2 MetricSpecs, handed to the members' HPAs as they are.")]
    [Items(64), FreeForm(Shape = typeof(MetricSpec))]
    public JsonArray? Metrics { get; set; }

    [Description("autoscaling/v2 HorizontalPodAutoscalerBehavior, handed to the members' HPAs as it is.")]
    [FreeForm(Shape = typeof(ScalingBehavior))]
    public JsonObject? Behavior { get; set; }

    [Description("Which members take part, and on what terms. Default: every MemberCluster.")]
    [Defaulted]
    public PlacementSpec Placement { get; set => field = value ?? new(); } = new();

    [Description("How replicas are divided over the members.")]
    [Defaulted]
    public SplitSpec Split { get; set => field = value ?? new(); } = new();

    [Description("When room moves between members, and how much.")]
    [Defaulted]
    public RebalanceSpec Rebalance { get; set => field = value ?? new(); } = new();

    [Description("What becomes of the share of a member that does not answer.")]
    [Defaulted]
    public FailoverSpec Failover { get; set => field = value ?? new(); } = new();

    [Description("The brake: observe and report, write nothing to any member.")]
    [Defaulted]
    public bool Paused { get; set; }

    [Description("What becomes of the members' HPAs when this object is deleted. Orphan: they stay. Delete: they go. Restore: what was adopted is put back as it was, the others go.")]
    [Defaulted]
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Orphan;

    [Description("What is done about a member's own HPA on the same target. Refuse: a Conflict, and no write there. Adopt: it is taken over, its spec kept for Restore.")]
    [Defaulted]
    public AdoptionPolicy Adoption { get; set; } = AdoptionPolicy.Refuse;
}
