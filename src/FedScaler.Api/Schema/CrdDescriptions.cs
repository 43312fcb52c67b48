using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Models;

namespace FedScaler.Api.Schema;

/// <summary>The CRDs of fedscaler.io.</summary>
public static class CrdDescriptions
{
    private static readonly PrinterColumn Age = new("Age", "date", ".metadata.creationTimestamp", "Since when it exists.");
    private static readonly PrinterColumn Target = new("Target", "string", ".spec.scaleTargetRef.name", "What is scaled.");
    private static readonly PrinterColumn TargetKind = new("Kind", "string", ".spec.scaleTargetRef.kind", "Kind of what is scaled.", 1);
    private static readonly PrinterColumn Ready = Condition("Ready");
    private static readonly PrinterColumn Reason = new("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason", "Why it is ready or not, in a word.");
    private static readonly PrinterColumn Message = new("Message", "string", ".status.conditions[?(@.type==\"Ready\")].message", "Why it is ready or not.", 1);

    public static readonly IReadOnlyList<CrdDescription> All =
    [
        new(ApiResources.MemberClusters, typeof(MemberCluster), "mc",
        [
            Ready, Reason,
            new("Version", "string", ".status.kubernetesVersion", "Version of its API server."),
            new("Nodes", "integer", ".status.capacity.nodes", "Number of nodes."),
            new("Ready-Nodes", "integer", ".status.capacity.readyNodes", "Nodes that are Ready, cordoned ones too."),
            new("CPU", "string", ".status.capacity.allocatable.cpu", "Allocatable CPU of the nodes that are Ready."),
            new("Memory", "string", ".status.capacity.allocatable.memory", "Allocatable memory of the nodes that are Ready."),
            new("Paused", "boolean", ".spec.paused", "Whether nothing is written there.", 1),
            new("Last-Contact", "date", ".status.lastContactTime", "When it last answered.", 1),
            Age, Message,
        ]),
        new(ApiResources.FedHpas, typeof(FedHpa), "fhpa",
        [
            Target, TargetKind,
            new("Min", "integer", ".status.effectiveMinReplicas", "minReplicas over the fleet, after schedules."),
            new("Max", "integer", ".status.effectiveMaxReplicas", "maxReplicas over the fleet, after schedules."),
            new("Current", "integer", ".status.currentReplicas", "Replicas that run."),
            new("Desired", "integer", ".status.desiredReplicas", "Replicas that the members' HPAs ask for."),
            new("Ready-Pods", "integer", ".status.readyReplicas", "Replicas that are ready."),
            Ready, Reason, Age,
            new("Spec-Min", "integer", ".spec.minReplicas", "minReplicas as the user has it.", 1),
            new("Spec-Max", "integer", ".spec.maxReplicas", "maxReplicas as the user has it.", 1),
            new("Schedule", "string", ".status.activeSchedules[0]", "The first of the CronHPA rules in force.", 1),
            Condition("Balanced") with { Priority = 1 }, Condition("CapacityShort") with { Name = "Short", Priority = 1 },
            new("Strategy", "string", ".spec.split.strategy", "How replicas are divided.", 1),
            Condition("Paused") with { Priority = 1 }, Message,
        ]),
        new(ApiResources.ReplicaBindings, typeof(ReplicaBinding), "rb",
        [
            Target, TargetKind,
            new("Replicas", "integer", ".spec.replicas", "Replicas over the fleet."),
            new("Effective", "integer", ".status.effectiveReplicas", "Replicas that are divided: by spec, or by a CronHPA rule.", 1),
            new("Current", "integer", ".status.replicas", "Replicas that run."),
            new("Ready-Pods", "integer", ".status.readyReplicas", "Replicas that are ready."),
            Ready, Reason, Age, Message,
        ], Scalable: true),
        new(ApiResources.CronHpas, typeof(CronHpa), "chpa",
        [
            Target, TargetKind,
            new("Active", "string", ".status.active[*].rule", "The first of the rules in force."),
            new("Min", "integer", ".status.effective.minReplicas", "Floor in force."),
            new("Max", "integer", ".status.effective.maxReplicas", "Ceiling in force."),
            new("Replicas", "integer", ".status.effective.replicas", "Count in force, for a ReplicaBinding.", 1),
            // No date column: kubectl shows those as an age, and what is to come has none.
            new("Next", "string", ".status.nextTransition.time", "When the next rule starts or ends."),
            new("Next-Rule", "string", ".status.nextTransition.rule", "Which rule that is."),
            new("Next-Edge", "string", ".status.nextTransition.edge", "Whether it starts or ends then.", 1),
            new("Time-Zone", "string", ".spec.timeZone", "Time zone of the rules.", 1),
            new("Suspend", "boolean", ".spec.suspend", "Whether no rule acts.", 1),
            Ready, Age, Message,
        ]),
        new(ApiResources.ScaleIns, typeof(ScaleIn), "si",
        [
            Target, TargetKind,
            new("Mode", "string", ".spec.mode", "What becomes of the count."),
            new("Guarantee", "string", ".spec.guarantee", "How strictly the pods are meant."),
            new("Phase", "string", ".status.phase", "How far it has come."),
            new("Gone", "string", ".status.podsGone", "How many of the pods are gone."),
            new("Dry-Run", "boolean", ".spec.dryRun", "Whether it only reports.", 1),
            // Not for -o wide alone: what it waits for, or why it was refused, is what one looks for.
            Age, Message with { Priority = 0 },
        ]),
    ];

    public static CrdDescription Of(ResourceType resource) =>
        All.FirstOrDefault(crd => crd.Resource == resource) ?? throw new ArgumentException($"{resource} is not of {ApiResources.Group}", nameof(resource));

    private static PrinterColumn Condition(string type) =>
        new(type, "string", $".status.conditions[?(@.type==\"{type}\")].status", $"Status of condition {type}.");
}
