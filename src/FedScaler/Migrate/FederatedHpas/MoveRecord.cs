using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>What a FedHPA keeps of what it took the place of, so that there is a way back: an annotation of its own.</summary>
/// <param name="Name">Of the FederatedHPA.</param>
/// <param name="Policy">Name of the policy; null where nobody noted it.</param>
/// <param name="Scheduler">Its spec.schedulerName; null where it had none.</param>
internal sealed record MoveRecord(string Name, string? Policy, string? Scheduler, JsonObject? Labels, JsonObject? Annotations)
{
    public const string Annotation = "fedscaler.io/migrated-from";

    /// <summary>Written by whoever applied the FederatedHPA, for its next apply: of no use elsewhere.</summary>
    public const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static MoveRecord From(JsonObject federatedHpa, JsonObject? policy) =>
        new(federatedHpa.Name(), policy?.Name(), policy.Scheduler(), federatedHpa.Marks("labels"), federatedHpa.Marks("annotations", LastApplied));

    public static MoveRecord? Of(JsonObject fedHpa)
    {
        if (fedHpa.Annotation(Annotation) is not { } text) return null;
        try
        {
            return JsonNode.Parse(text) is JsonObject record && record["federatedHPA"].Text() is { } name
                ? new MoveRecord(name, record["policy"].Text(), record["schedulerName"].Text(), record["labels"] as JsonObject, record["annotations"] as JsonObject)
                : null;
        }
        catch (JsonException)
        {
            // Somebody's hand was on it: as good as none.
            return null;
        }
    }

    public string ToText()
    {
        var record = new JsonObject { ["federatedHPA"] = Name };
        if (Policy is not null) record["policy"] = Policy;
        if (Scheduler is not null) record["schedulerName"] = Scheduler;
        if (Labels is { Count: > 0 }) record["labels"] = Labels.DeepClone();
        if (Annotations is { Count: > 0 }) record["annotations"] = Annotations.DeepClone();
        return record.ToJsonString();
    }
}
