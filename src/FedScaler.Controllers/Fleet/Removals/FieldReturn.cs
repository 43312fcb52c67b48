using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>
/// Gives back the ownership of an HPA's fields. Whoever changes a value owns it from then on: left like that, the FedHPA's next
/// apply could not remove a behavior that its user took out, and somebody else's would conflict with us.
/// </summary>
internal static class FieldReturn
{
    /// <summary>A merge patch of managedFields alone, which changes nothing else; null where nothing is noted as ours.</summary>
    public static JsonObject? Of(JsonObject hpa)
    {
        if (hpa.At("metadata", "managedFields") is not JsonArray before) return null;
        var after = (JsonArray)before.DeepClone();
        var ours = after.Items().FirstOrDefault(static entry => entry.At("manager").Text() == RemovalWrites.FieldManager);
        if (ours is null) return null;
        after.Remove(ours);
        var owner = after.Items().FirstOrDefault(static entry => entry.At("manager").Text() == HpaMarks.FieldManager && entry.At("operation").Text() == "Apply");
        if (ours.At("fieldsV1", "f:spec") is JsonObject spec && owner.At("fieldsV1", "f:spec") is JsonObject into) Add(into, spec);
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = hpa.At("metadata", "resourceVersion")?.DeepClone(), ["managedFields"] = after },
        };
    }

    private static void Add(JsonObject into, JsonObject fields)
    {
        foreach (var (name, value) in fields)
        {
            if (into[name] is JsonObject below && value is JsonObject more) Add(below, more);
            else into[name] = value?.DeepClone();
        }
    }
}
