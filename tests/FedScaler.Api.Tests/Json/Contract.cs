using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FedScaler.Api.Tests.Json;

/// <summary>One object of each kind with every field that the design names.</summary>
internal static class Contract
{
    public const string FedHpa = """
        {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {
          "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
          "minReplicas": 6, "maxReplicas": 60,
          "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}],
          "behavior": {"scaleDown": {"stabilizationWindowSeconds": 300}},
          "placement": {
           "clusterSelector": {"matchLabels": {"region": "shanghai"}, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["gold"]}]},
           "clusters": [{"name": "idc-a", "minReplicas": 2, "maxReplicas": 40, "weight": 3, "priority": 5}]},
          "split": {"strategy": "Weighted", "spread": "WhenNeeded"},
          "rebalance": {"tolerancePercent": 11, "cooldownSeconds": 61, "maxMovePercent": 26},
          "failover": {"mode": "Hold", "graceSeconds": 301},
          "paused": true, "deletionPolicy": "Restore", "adoption": "Adopt"},
         "status": {
          "observedGeneration": 3,
          "conditions": [{"type": "Ready", "status": "True", "observedGeneration": 3, "lastTransitionTime": "2026-03-01T04:00:00Z", "reason": "AsAsked", "message": "all is well"}],
          "effectiveMinReplicas": 40, "effectiveMaxReplicas": 60, "activeSchedules": ["peak/morning"],
          "currentReplicas": 41, "desiredReplicas": 43, "readyReplicas": 40,
          "clusters": [{"name": "idc-a", "state": "Lent", "minReplicas": 20, "maxReplicas": 30, "currentReplicas": 22, "desiredReplicas": 24,
           "readyReplicas": 22, "unschedulableReplicas": 0, "freeReplicas": 31, "lastSeenTime": "2026-03-01T04:00:00Z",
           "reason": "room moved here: at its max", "lent": {"minReplicas": 20, "maxReplicas": 30}}],
          "lastRebalanceTime": "2026-03-01T04:00:00Z", "appliedSplit": "f00d"}}
        """;

    public const string MemberCluster = """
        {"apiVersion": "fedscaler.io/v1alpha1", "kind": "MemberCluster", "metadata": {"name": "idc-a", "labels": {"region": "shanghai"}},
         "spec": {"kubeconfigSecretRef": {"name": "idc-a", "key": "kubeconfig"}, "paused": false},
         "status": {"conditions": [], "clusterUID": "44d958e6", "kubernetesVersion": "v1.36.2", "lastContactTime": "2026-03-01T04:00:00Z",
          "capacity": {"nodes": 12, "readyNodes": 11, "allocatable": {"cpu": "88", "memory": "340Gi", "pods": "1210"},
           "requested": {"cpu": "41", "memory": "120Gi", "pods": "300"}}}}
        """;

    public const string ReplicaBinding = """
        {"apiVersion": "fedscaler.io/v1alpha1", "kind": "ReplicaBinding", "metadata": {"name": "web-deployment", "namespace": "shop"},
         "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "replicas": 41,
          "clusters": [{"name": "idc-a", "replicas": 22}, {"name": "idc-b", "replicas": 19}],
          "placement": {"clusters": []}, "split": {"strategy": "FreeCapacity", "spread": "Always"}},
         "status": {"observedGeneration": 1, "replicas": 41, "readyReplicas": 40, "effectiveReplicas": 41, "activeSchedules": ["nights/evening"],
          "selector": "app=web",
          "clusters": [{"name": "idc-a", "replicas": 22, "readyReplicas": 22}], "conditions": []}}
        """;

    public const string CronHpa = """
        {"apiVersion": "fedscaler.io/v1alpha1", "kind": "CronHPA", "metadata": {"name": "peak", "namespace": "shop"},
         "spec": {"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "web"},
          "timeZone": "Asia/Shanghai", "suspend": false,
          "rules": [{"name": "morning", "schedule": "30 8 * * MON-FRI", "end": "0 11 * * MON-FRI", "leadTime": "10m", "minReplicas": 40,
            "maxReplicas": 80, "raiseMax": true, "timeZone": "Asia/Tokyo", "suspend": false},
           {"name": "noon", "schedule": "0 12 * * *", "duration": "2h30m", "minReplicas": 4, "raiseMax": false, "suspend": true}],
          "exclude": ["2026-10-01/2026-10-07", "2026-12-25"], "historyLimit": 10},
         "status": {"observedGeneration": 1, "conditions": [],
          "active": [{"rule": "morning", "since": "2026-03-01T04:00:00Z", "until": "2026-03-01T06:00:00Z"}],
          "effective": {"minReplicas": 40, "maxReplicas": 80},
          "nextTransition": {"time": "2026-03-01T06:00:00Z", "rule": "morning", "edge": "End"},
          "history": [{"rule": "morning", "edge": "Start", "scheduledTime": "2026-03-01T04:00:00Z", "appliedTime": "2026-03-01T04:00:01Z",
           "result": "Applied", "message": "floor 40"}]}}
        """;

    public const string ScaleIn = """
        {"apiVersion": "fedscaler.io/v1alpha1", "kind": "ScaleIn", "metadata": {"name": "drop-slow-gpus", "namespace": "shop"},
         "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
          "pods": [{"cluster": "idc-a", "name": "web-7d9f-x2x4p", "uid": "44d958e6"}],
          "mode": "Cap", "guarantee": "BestEffort", "deadlineSeconds": 601, "dryRun": true},
         "status": {"observedGeneration": 1, "phase": "Completed", "startTime": "2026-03-01T12:00:00Z", "completionTime": "2026-03-01T12:01:00Z", "podsGone": "1/1",
          "pods": [{"cluster": "idc-a", "name": "web-7d9f-x2x4p", "uid": "44d958e6", "state": "Deleted", "message": "gone", "originalDeletionCost": "7"}],
          "clusters": [{"name": "idc-a", "stage": "Released", "replicasBefore": 22, "replicasAfter": 21, "heldTime": "2026-03-01T12:00:01Z",
           "autoscaler": {"name": "web", "minReplicas": 3, "behavior": "{}", "federated": true}, "barrier": {"label": "team", "value": "ads"},
           "markedTime": "2026-03-01T12:00:02Z", "releaseTime": "2026-03-01T12:00:03Z", "collateral": 1, "notes": ["made up for"]}],
          "refusals": [], "waitsFor": [], "fleet": {"hold": "Released", "maxReplicasBefore": 60, "maxReplicas": 59, "replicasBefore": 22, "replicas": 21}, "conditions": []}}
        """;

    public static T Parse<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;
}
