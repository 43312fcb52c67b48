using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Merge patches that hold an HPA and let it go.</summary>
internal static class HpaHold
{
    /// <summary>What a hold may have put there: all fields of HPAScalingRules (autoscaling/v2), as the server fills the others in beside ours.</summary>
    private static readonly string[] Rules = ["selectPolicy", "stabilizationWindowSeconds", "policies", "tolerance"];

    private static readonly string[] Directions = ["scaleUp", "scaleDown"];

    /// <summary>The other rules are left as they are: nobody loses the fields that need not change.</summary>
    public static JsonObject Hold(RemovalStep.HoldAutoscaler step, string id)
    {
        var behavior = new JsonObject();
        foreach (var direction in Directions) behavior[direction] = new JsonObject { ["selectPolicy"] = "Disabled" };
        return Patch(step.ResourceVersion, id, step.Min, behavior);
    }

    /// <summary>A merge patch leaves alone what it does not name, so what the behavior lacks is named as null.</summary>
    public static JsonObject Release(RemovalStep.ReleaseAutoscaler step)
    {
        var behavior = step.Behavior is null ? null : JsonNode.Parse(step.Behavior) as JsonObject;
        if (behavior is null) return Patch(step.ResourceVersion, null, step.Min, null);
        foreach (var direction in Directions)
        {
            if (behavior[direction] is not JsonObject rules)
            {
                behavior[direction] = null;
                continue;
            }

            foreach (var rule in Rules.Where(rule => !rules.ContainsKey(rule))) rules[rule] = null;
        }

        return Patch(step.ResourceVersion, null, step.Min, behavior);
    }

    private static JsonObject Patch(string resourceVersion, string? id, int min, JsonObject? behavior) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = resourceVersion,
            ["annotations"] = new JsonObject { [HpaMarks.HeldBy] = id },
        },
        ["spec"] = new JsonObject { ["minReplicas"] = min, ["behavior"] = behavior },
    };
}
