using System.Text.Json.Nodes;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>Reads a member's revisions into the history.</summary>
internal static class MemberReading
{
    /// <summary>The FedHPA, as namespace/name, that an HPA was written for.</summary>
    public const string OwnerAnnotation = "fedscaler.io/owner";

    /// <summary>uid of the ScaleIn that holds an HPA: its minimum is lowered, and it neither grows nor shrinks.</summary>
    public const string HeldByAnnotation = "fedscaler.io/held-by";

    public static FleetChange Read(string cluster, StoreEvent change, FleetHistory history)
    {
        var member = history.Member(cluster);
        switch (change.Resource.Kind)
        {
            case "HorizontalPodAutoscaler":
                return ReadHpa(change, member, history);
            case "Pod":
                if (IsUnschedulable(change.Object)) member.UnschedulableAt = change.Time;
                if (TargetOf(change.Object, member) is { } target) return new FleetChange.Pod(change.Time, change, member, target);
                break;
            case "ReplicaSet" when change.Object.ControllerRef() is { } owner:
                if (change.Type == WatchEventType.Deleted) member.ReplicaSets.Remove(change.Key);
                else member.ReplicaSets[change.Key] = new TargetKey(change.Key.Namespace ?? "", owner.Text("kind"), owner.Text("name"));
                break;
            case "Node":
                if (HoldsOtherwise(change)) member.NodesChangedAt = change.Time;
                break;
            default:
                if (IsWorkload(change)) return ReadWorkload(change, member, history);
                break;
        }

        return new FleetChange.Other(change.Time, cluster, change);
    }

    /// <summary>The workload that a pod belongs to in the end; null where nobody manages it.</summary>
    private static TargetKey? TargetOf(JsonObject pod, MemberRecord member)
    {
        if (pod.ControllerRef() is not { } owner) return null;
        var target = new TargetKey(pod.Key().Namespace ?? "", owner.Text("kind"), owner.Text("name"));
        return target.Kind == "ReplicaSet" ? member.ReplicaSets.GetValueOrDefault(new(target.Namespace, target.Name), target) : target;
    }

    private static FleetChange ReadHpa(StoreEvent change, MemberRecord member, FleetHistory history)
    {
        var known = member.Hpas.GetValueOrDefault(change.Key);
        var before = (known?.Owner, known?.Bounds, known?.Target);
        if (change.Type == WatchEventType.Deleted)
        {
            member.Hpas.Remove(change.Key);
            known ??= Fill(new HpaRecord(change.Key), change);
            if (known.Owner is null) Upset(known.Target, change.Time, history);
            return Share(change, member, history, known, before.Owner ?? known.Owner, before.Bounds, after: null);
        }

        var hpa = known ?? new HpaRecord(change.Key) { Since = change.Time };
        member.Hpas[change.Key] = hpa;
        Fill(hpa, change);
        // A member's own HPA on the target: the share there has no effect while it stands.
        if (hpa.Owner is null && hpa.Target != before.Target) Upset(hpa.Target, change.Time, history);
        return Share(change, member, history, hpa, hpa.Owner, hpa.Owner == before.Owner ? before.Bounds : null, hpa.Bounds);
    }

    private static HpaRecord Fill(HpaRecord hpa, StoreEvent change)
    {
        var spec = change.Object["spec"];
        var target = new TargetKey(change.Key.Namespace ?? "", spec.At("scaleTargetRef").Text("kind"), spec.At("scaleTargetRef").Text("name"));
        if (target != hpa.Target) hpa.Since = change.Time;
        hpa.Target = target;
        hpa.Owner = change.Object.At("metadata", "annotations", OwnerAnnotation).Text();
        var heldBy = change.Object.At("metadata", "annotations", HeldByAnnotation).Text();
        if (heldBy is not null && hpa.HeldBy is null) hpa.MinBeforeHold = hpa.Bounds.Min;
        hpa.HeldBy = heldBy;
        hpa.Bounds = new ShareBounds(spec.At("minReplicas").Int(1), spec.At("maxReplicas").Int());
        hpa.Desired = change.Object.At("status", "desiredReplicas").Int();
        return hpa;
    }

    private static FleetChange Share(
        StoreEvent change, MemberRecord member, FleetHistory history, HpaRecord hpa, string? ownerKey, ShareBounds? before, ShareBounds? after)
    {
        var owner = history.FedHpas.Values.FirstOrDefault(candidate => candidate.Key.ToString() == ownerKey);
        if (owner is null || before == after) return new FleetChange.Other(change.Time, member.Name, change);
        (owner.LastCluster, owner.LastRevision) = (member.Name, change.Revision);
        var share = new FleetChange.Share(change.Time, change, owner, member, hpa, before, after);
        if (share.ByOthers) owner.Upset(change.Time, history.Bounds.Settle);
        return share;
    }

    /// <summary>Anything that makes pods of a template, but for what belongs to another controller: a Deployment's ReplicaSets.</summary>
    private static bool IsWorkload(StoreEvent change) =>
        change.Object["spec"] is JsonObject spec && spec.ContainsKey("template") && spec.ContainsKey("selector") && change.Object.ControllerRef() is null;

    private static FleetChange.Replicas ReadWorkload(StoreEvent change, MemberRecord member, FleetHistory history)
    {
        var target = new TargetKey(change.Key.Namespace ?? "", change.Resource.Kind, change.Key.Name);
        var known = member.Workloads.GetValueOrDefault(target);
        var before = known?.Replicas.Current;
        if (change.Type == WatchEventType.Deleted)
        {
            member.Workloads.Remove(target);
            Upset(target, change.Time, history);
            return new FleetChange.Replicas(change.Time, change, member, target, before, After: null);
        }

        // apps/v1: absent spec.replicas means 1.
        var replicas = change.Object.At("spec", "replicas").Int(1);
        var ready = change.Object.At("status", "readyReplicas").Int();
        if (known is null)
        {
            member.Workloads[target] = new WorkloadRecord(replicas, ready);
            Upset(target, change.Time, history);
        }
        else
        {
            known.Replicas.Set(replicas, change.Time);
            known.Ready.Set(ready, change.Time);
        }

        return new FleetChange.Replicas(change.Time, change, member, target, before, replicas);
    }

    private static void Upset(TargetKey target, DateTimeOffset now, FleetHistory history)
    {
        foreach (var owner in history.FedHpas.Values)
            if (owner.Target == target) owner.Upset(now, history.Bounds.Settle);
    }

    private static bool IsUnschedulable(JsonObject pod)
    {
        foreach (var condition in pod.At("status", "conditions").Items())
            if (condition.Text("type") == "PodScheduled") return condition.Text("status") == "False" && condition.Text("reason") == "Unschedulable";
        return false;
    }

    private static bool HoldsOtherwise(StoreEvent change) =>
        change.Previous is not { } before || change.Type == WatchEventType.Deleted
        || !JsonNode.DeepEquals(before["spec"], change.Object["spec"])
        || !JsonNode.DeepEquals(before.At("status", "allocatable"), change.Object.At("status", "allocatable"))
        || Readiness(before) != Readiness(change.Object);

    private static string Readiness(JsonObject node)
    {
        foreach (var condition in node.At("status", "conditions").Items())
            if (condition.Text("type") == "Ready") return condition.Text("status");
        return "";
    }
}
