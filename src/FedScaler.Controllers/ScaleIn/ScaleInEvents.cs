using FedScaler.Api;
using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;
using FedScaler.Runtime.Events;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>
/// Tells each phase once, on the ScaleIn; and on the workload and the FedHPA or ReplicaBinding over it what became of its pods. All of
/// them on the hub: in members the service may write no events.
/// </summary>
internal sealed class ScaleInEvents(IEventRecorder recorder)
{
    private const string Action = "ScaleIn";

    /// <summary>What is new since the status was last written.</summary>
    /// <param name="message">Of the Ready condition.</param>
    public void Tell(ScaleIn resource, RemovalProgress before, RemovalProgress now, string message, Leader? leader)
    {
        if (before.Phase != now.Phase && WordOf(now.Phase) is { } reason)
        {
            var bad = now.Phase is RemovalPhase.Refused or RemovalPhase.Aborted or RemovalPhase.Failed;
            recorder.Record(Regarding(resource), bad ? EventKind.Warning : EventKind.Normal, reason, Action, message);
            if (!resource.Spec.DryRun) TellOwners(resource, now, leader);
        }

        foreach (var cluster in now.Clusters)
        {
            var known = before.Clusters.FirstOrDefault(one => one.Name == cluster.Name)?.Collateral ?? 0;
            if (cluster.Collateral > known)
                recorder.Record(Regarding(resource), EventKind.Warning, ScaleInReasons.Collateral, Action, $"{cluster.Name}: {cluster.Collateral - known} other pods died in place of named ones; as many are brought back");
        }
    }

    /// <summary>It is let go though some clusters have not been put back.</summary>
    public void TellNotUndone(ScaleIn resource, RemovalProgress progress, Leader? leader)
    {
        var left = progress.Clusters.Where(cluster => ScaleInConditions.NotRestored(progress).Contains(cluster.Name)).Select(Left).ToList();
        if (left.Count == 0) return;
        var note = $"what could not be undone: {string.Join("; ", left)}";
        recorder.Record(Regarding(resource), EventKind.Warning, ScaleInReasons.NotUndone, Action, note);
        foreach (var owner in Owners(resource, leader)) recorder.Record(owner, EventKind.Warning, ScaleInReasons.NotUndone, Action, $"ScaleIn {resource.Metadata.Name}: {note}");
    }

    private void TellOwners(ScaleIn resource, RemovalProgress now, Leader? leader)
    {
        var gone = now.Clusters.SelectMany(static cluster => cluster.Pods.Where(static pod => pod.State == PodState.Deleted).Select(pod => $"{cluster.Name}/{pod.Name}")).ToList();
        if (!now.IsEnded || gone.Count == 0) return;
        var note = $"ScaleIn {resource.Metadata.Name} took {gone.Count} pods out{ScaleInConditions.Replicas(now)}: {string.Join(", ", gone)}";
        var kind = now.Phase == RemovalPhase.Completed ? EventKind.Normal : EventKind.Warning;
        foreach (var owner in Owners(resource, leader)) recorder.Record(owner, kind, ScaleInReasons.PodsTakenOut, Action, note);
    }

    private static IEnumerable<EventTarget> Owners(ScaleIn resource, Leader? leader)
    {
        var target = resource.Spec.ScaleTargetRef;
        yield return new EventTarget(target.ApiVersion, target.Kind, resource.Metadata.Namespace, target.Name);
        if (leader is not null) yield return leader.Object;
    }

    private static string Left(ClusterProgress cluster)
    {
        var held = cluster.Autoscaler is { } hpa ? $", HPA {hpa.Name} may be held still (it had minReplicas {hpa.Min})" : "";
        var marked = cluster.MarkedAt is null ? "" : ", pods may carry their deletion cost still";
        return $"{cluster.Name} did not answer{held}{marked}";
    }

    private static string? WordOf(RemovalPhase phase) => phase switch
    {
        RemovalPhase.Prepared => ScaleInReasons.Prepared,
        RemovalPhase.Committed => ScaleInReasons.Committed,
        RemovalPhase.Completed => ScaleInReasons.Completed,
        RemovalPhase.Refused => ScaleInReasons.Refused,
        RemovalPhase.Aborted => ScaleInReasons.Aborted,
        RemovalPhase.Failed => ScaleInReasons.Failed,
        _ => null,
    };

    private static EventTarget Regarding(ScaleIn resource) =>
        new(ApiResources.ApiVersion, ApiResources.ScaleIns.Kind, resource.Metadata.Namespace, resource.Metadata.Name, resource.Metadata.Uid);
}
