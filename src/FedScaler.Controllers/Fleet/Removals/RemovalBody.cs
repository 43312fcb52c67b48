using System.Text.Json.Nodes;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Bodies of the writes to workloads and pods; nulls in merge patches remove.</summary>
internal static class RemovalBody
{
    public static JsonObject Commit(RemovalStep.Commit step)
    {
        var spec = new JsonObject { ["replicas"] = step.Replicas };
        if (step.PodsToDelete is { } names) spec["scaleStrategy"] = new JsonObject { ["podsToDelete"] = new JsonArray([.. names.Select(static name => JsonValue.Create(name))]) };
        if (step.ReserveOrdinals is { } reserved) spec["reserveOrdinals"] = new JsonArray([.. reserved.Select(static ordinal => JsonValue.Create(ordinal))]);
        if (step.OrdinalsStart is { } start) spec["ordinals"] = new JsonObject { ["start"] = start };
        var body = Token(step.Token, step.ResourceVersion);
        body["spec"] = spec;
        return body;
    }

    public static JsonObject Token(string? token, string resourceVersion) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = resourceVersion,
            ["annotations"] = new JsonObject { [CommitToken.Annotation] = token },
        },
    };

    /// <summary>Cost and label at once: the one proves that the other has been seen.</summary>
    public static JsonObject Mark(RemovalStep.MarkPod step)
    {
        var metadata = new JsonObject
        {
            ["uid"] = step.Uid,
            ["annotations"] = new JsonObject { [PodReading.CostAnnotation] = step.Cost },
        };
        if (step.Label is { } label) metadata["labels"] = new JsonObject { [label.Name] = label.Value };
        return new JsonObject { ["metadata"] = metadata };
    }

    public static JsonObject Eviction(string ns, RemovalStep.EvictPod step) => new()
    {
        ["apiVersion"] = "policy/v1",
        ["kind"] = "Eviction",
        ["metadata"] = new JsonObject { ["name"] = step.Name, ["namespace"] = ns },
        ["deleteOptions"] = new JsonObject { ["preconditions"] = new JsonObject { ["uid"] = step.Uid } },
    };
}
