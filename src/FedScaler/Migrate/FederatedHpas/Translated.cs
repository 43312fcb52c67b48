using System.Text.Json.Nodes;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>An autoscaler said in the other's words.</summary>
/// <param name="Notes">What it says differently, or cannot say: each names the field.</param>
internal sealed record Translated(JsonObject Manifest, IReadOnlyList<string> Notes);
