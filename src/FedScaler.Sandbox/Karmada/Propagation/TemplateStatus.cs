using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>The status of a template as the sum of the members' (pkg/resourceinterpreter, AggregateStatus).</summary>
internal static class TemplateStatus
{
    /// <param name="generation">The template's.</param>
    /// <param name="items">The binding's aggregatedStatus.</param>
    public static void Write(TemplateInterpreter interpreter, JsonObject status, int generation, IReadOnlyList<JsonObject> items)
    {
        foreach (var field in interpreter.Summed)
        {
            var sum = items.Sum(item => item.At("status", field).Number() ?? 0);
            status.Put(field, sum != 0 || interpreter.KeepsZeros ? sum : null);
        }

        foreach (var field in interpreter.Copied)
        {
            if (items.LastOrDefault(item => item.At("status", field) is not null) is { } item) status.Put(field, item.At("status", field)!.DeepClone());
        }

        // As long as one member has not taken the newest template in, the former generation stands.
        if (interpreter.HasReplicas && items.Count > 0 && items.All(item => HasSeen(item["status"], generation))) status.Put("observedGeneration", generation);
    }

    private static bool HasSeen(JsonNode? status, int generation) =>
        status.At("resourceTemplateGeneration").Int() == generation && status.At("generation").Int() <= status.At("observedGeneration").Int();
}
