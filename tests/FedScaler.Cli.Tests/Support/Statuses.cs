using FedScaler.Api.ScaleIns;

namespace FedScaler.Cli.Tests.Support;

/// <summary>Statuses as the service writes them, of a ScaleIn of idc-a/web-1 and idc-b/web-2.</summary>
internal static class Statuses
{
    public static ScaleInStatus Pending(params string[] waits) => Of(ScaleInPhase.Pending, "Preparing", "Bound") with { WaitsFor = waits };

    public static ScaleInStatus Committed => Of(ScaleInPhase.Committed, "Committed", "Deleted", "deleted");

    public static ScaleInStatus Completed => Of(ScaleInPhase.Completed, "Released", "Deleted", "deleted");

    public static ScaleInStatus Aborted => Of(ScaleInPhase.Aborted, "Released", "Remains", "left where it is") with
    {
        Ending = new ScaleInEnding { Phase = ScaleInPhase.Aborted, Reason = "DeadlineExceeded", Message = "the deadline has passed while waiting: idc-b: until it can be reached" },
    };

    public static ScaleInStatus Failed => Of(ScaleInPhase.Failed, "Released", "Deleted", "deleted") with
    {
        Pods = [Pod("idc-a", "web-1", "Deleted", "deleted"), Pod("idc-b", "web-2", "Remains", "its cluster cannot be reached")],
        Ending = new ScaleInEnding { Phase = ScaleInPhase.Failed, Reason = "DeadlineExceeded", Message = "the deadline has passed" },
    };

    public static ScaleInStatus Foreseen => Of(ScaleInPhase.Completed, "Pending", "WouldGo") with
    {
        Clusters =
        [
            new ScaleInClusterStatus { Name = "idc-a", Stage = "Pending", ReplicasBefore = 5, ReplicasAfter = 4, Notes = ["these would go first, though not named: web-9"] },
            new ScaleInClusterStatus { Name = "idc-b", Stage = "Pending", ReplicasBefore = 3, ReplicasAfter = 2 },
        ],
    };

    public static ScaleInStatus Refused => new()
    {
        Phase = ScaleInPhase.Refused,
        Refusals =
        [
            new ScaleInRefusal { Field = "spec.pods[1].name", Reason = "ForeignPod", Message = "pod web-2 in idc-b does not belong to web", Mend = "name pods of the workload only" },
            new ScaleInRefusal { Field = "spec.scaleTargetRef", Reason = "RolloutInProgress", Message = "web in idc-a is being rolled out or scaled", Mend = "wait until it has settled" },
        ],
    };

    public static ScaleInPodStatus Pod(string cluster, string name, string state, string? message = null) => new() { Cluster = cluster, Name = name, State = state, Message = message };

    private static ScaleInStatus Of(ScaleInPhase phase, string stage, string state, string? message = null) => new()
    {
        Phase = phase,
        Clusters =
        [
            new ScaleInClusterStatus { Name = "idc-a", Stage = stage, ReplicasBefore = 5, ReplicasAfter = 4 },
            new ScaleInClusterStatus { Name = "idc-b", Stage = stage, ReplicasBefore = 3, ReplicasAfter = 2 },
        ],
        Pods = [Pod("idc-a", "web-1", state, message), Pod("idc-b", "web-2", state, message)],
    };
}
