using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>How far it has come. The controller's whole memory: it is written before what it announces.</summary>
public sealed record ScaleInStatus
{
    [Description("Generation of the spec that this status was decided from.")]
    [Bounds(0, long.MaxValue)]
    public long ObservedGeneration { get; set; }

    [Description("Pending, Prepared, Committed, Completed, Refused, Failed or Aborted.")]
    public ScaleInPhase? Phase { get; set; }

    [Description("When it was first looked at; the deadline counts from here.")]
    public DateTimeOffset? StartTime { get; set; }

    [Description("When the phase became Completed, Refused, Failed or Aborted.")]
    public DateTimeOffset? CompletionTime { get; set; }

    [Description("How many of the pods are gone, e.g. 2/3.")]
    [Text(64)]
    public string? PodsGone { get; set; }

    [Description("One entry per pod of the spec.")]
    [Items(1000, Keys = ["cluster", "name"])]
    public IReadOnlyList<ScaleInPodStatus> Pods { get; set => field = value ?? []; } = [];

    [Description("One entry per member that holds one of the pods.")]
    [Items(1000, Keys = ["name"])]
    public IReadOnlyList<ScaleInClusterStatus> Clusters { get; set => field = value ?? []; } = [];

    [Description("Why it was refused; each entry names the field and what would help.")]
    [Items(1000)]
    public IReadOnlyList<ScaleInRefusal> Refusals { get; set => field = value ?? []; } = [];

    [Description("What it waits for now, in words.")]
    [Items(1000), Text(1024)]
    public IReadOnlyList<string> WaitsFor { get; set => field = value ?? []; } = [];

    [Description("Why it is being given up; absent while it is not.")]
    public ScaleInEnding? Ending { get; set; }

    [Description("What it asks of the FedHPA or ReplicaBinding over the workload; absent where it asks nothing.")]
    public ScaleInFleetStatus? Fleet { get; set; }

    [Description("Ready; reason and message say what failed.")]
    [Items(32, Keys = ["type"])]
    public IReadOnlyList<Condition> Conditions { get; set => field = value ?? []; } = [];

    [Description("Epoch of the leader that wrote this last, as <uid of its Lease>/<leaseTransitions>; absent where one instance runs without election.")]
    [Text(128)]
    public string? Epoch { get; set; }
}
