using System.Text.Json.Nodes;

namespace FedScaler.Cli.Tests.Support;

/// <summary>What a service would have written to the hub.</summary>
internal static class HubObjects
{
    /// <summary>Of FedHPA web over idc-a and idc-b.</summary>
    public static JsonObject WebStatus(bool ready = true, string state = "Silent", int generation = 1) => (JsonObject)JsonNode.Parse(
        $$"""
        {"observedGeneration": {{generation}}, "effectiveMinReplicas": 40, "effectiveMaxReplicas": 60, "activeSchedules": ["peak/morning"],
         "currentReplicas": 41, "desiredReplicas": 43, "readyReplicas": 40,
         "conditions": [
           {"type": "Ready", "status": "{{(ready ? "True" : "False")}}", "reason": "{{(ready ? "SharesInForce" : "Paused")}}", "lastTransitionTime": "2026-11-21T08:00:00Z",
            "message": "{{(ready ? "2 of 2 members share 40 to 60 replicas" : "the service's brake is on: ConfigMap fedscaler-system/fedscaler key paused")}}"},
           {"type": "Balanced", "status": "True", "reason": "InBalance", "message": "every member has the room that it wants", "lastTransitionTime": "2026-11-21T08:00:00Z"},
           {"type": "MembersSilent", "status": "{{(state == "Silent" ? "True" : "False")}}", "reason": "SharesKept", "message": "idc-b with 20", "lastTransitionTime": "2026-11-21T08:00:00Z"}],
         "clusters": [
           {"name": "idc-a", "state": "Active", "minReplicas": 20, "maxReplicas": 30, "currentReplicas": 22, "desiredReplicas": 24, "readyReplicas": 22,
            "unschedulableReplicas": 0, "freeReplicas": 31, "lastSeenTime": "2026-11-21T08:00:00Z", "reason": "room moved here: at its max"},
           {"name": "idc-b", "state": "{{state}}", "minReplicas": 10, "maxReplicas": 30, "currentReplicas": 19, "desiredReplicas": 19, "readyReplicas": 18,
            "unschedulableReplicas": 0, "lastSeenTime": "2026-11-21T07:00:00Z", "reason": "numbers and share stand as last seen"}]}
        """)!;
}
