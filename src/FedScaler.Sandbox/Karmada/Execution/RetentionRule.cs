using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>A field that stays as it is in the member.</summary>
/// <param name="Path">Its property names.</param>
internal sealed record RetentionRule(params string[] Path)
{
    public static readonly RetentionRule Replicas = new("spec", "replicas");

    /// <summary>Takes the field over from the member's object; gone there, it goes.</summary>
    public void Keep(JsonObject next, JsonObject observed)
    {
        var kept = ((JsonNode)observed).At(Path);
        var parent = next;
        foreach (var name in Path[..^1])
        {
            if (kept is null && parent[name] is not JsonObject) return;
            parent = parent.Ensure(name);
        }

        parent.Put(Path[^1], kept?.DeepClone());
    }
}
