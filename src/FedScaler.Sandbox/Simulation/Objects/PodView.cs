using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>What the controllers need of a pod, read once a revision.</summary>
internal sealed class PodView
{
    private const string DeletionCostAnnotation = "controller.kubernetes.io/pod-deletion-cost";

    private PodView(JsonObject value, ResourceAmounts requests)
    {
        Object = value;
        Requests = requests;
        Key = value.Key();
        Uid = value.Uid();
        var owner = value.ControllerRef();
        OwnerUid = owner.At("uid").Text();
        Workload = new(Key.Namespace ?? "", owner.Text("kind"), owner.Text("name"));
        NodeName = value.At("spec", "nodeName").Text() is { Length: > 0 } node ? node : null;
        Phase = Enum.TryParse(value.At("status", "phase").Text(), out PodPhase phase) ? phase : PodPhase.Pending;
        var ready = Conditions.Find(value.At("status"), "Ready");
        IsReady = ready.Text("status") == "True";
        HasReadyCondition = ready is not null;
        ReadyChanged = ready.At("lastTransitionTime").Time();
        StartTime = value.At("status", "startTime").Time();
        Created = value.At("metadata", "creationTimestamp").Time() ?? default;
        IsTerminating = value.IsTerminating();
        DeletionCost = int.TryParse(value.At("metadata", "annotations", DeletionCostAnnotation).Text(), out var cost) ? cost : 0;
        Restarts = value.At("status", "containerStatuses").Items().Select(container => container.At("restartCount").Int()).DefaultIfEmpty().Max();
    }

    public JsonObject Object { get; }

    public ObjectKey Key { get; }

    public string Uid { get; }

    /// <summary>The uid of the controller that manages the pod.</summary>
    public string? OwnerUid { get; }

    /// <summary>What it belongs to in the end: the Deployment, where a ReplicaSet of one manages it. The index fills that in.</summary>
    public WorkloadRef Workload { get; set; }

    public string? NodeName { get; }

    public PodPhase Phase { get; }

    public bool IsReady { get; }

    public bool HasReadyCondition { get; }

    public DateTimeOffset? ReadyChanged { get; }

    public DateTimeOffset? StartTime { get; }

    public DateTimeOffset Created { get; }

    public bool IsTerminating { get; }

    public int DeletionCost { get; }

    public int Restarts { get; }

    public ResourceAmounts Requests { get; }

    public JsonNode? Labels => Object.At("metadata", "labels");

    /// <summary>Neither finished nor on its way out: what a ReplicaSet counts.</summary>
    public bool IsActive => !IsTerminating && !IsFinished;

    public bool IsFinished => Phase is PodPhase.Succeeded or PodPhase.Failed;

    /// <summary>Gets its part of the load.</summary>
    public bool IsServing => IsReady && IsActive && Phase == PodPhase.Running;

    /// <param name="before">The same pod's former view, whose requests are taken over: in-place resize is not simulated.</param>
    public static PodView Read(JsonObject value, PodView? before) =>
        new(value, before is not null && before.Uid == value.Uid() ? before.Requests : ResourceAmounts.OfPod(value.At("spec")));
}
