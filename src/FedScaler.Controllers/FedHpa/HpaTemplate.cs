using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What of a FedHPA goes to the members as it is: metrics and behavior, whatever a later Kubernetes adds to them.</summary>
internal static class HpaTemplate
{
    /// <summary>Tells whether a member's HPA was written from these metrics and this behavior.</summary>
    public static string Hash(FedHpaSpec spec) => HpaDocumentHash.Of(Given(spec.Metrics), Given(spec.Behavior));

    /// <summary>A copy of its own for a document; null where the user gave none, so that the member's defaults hold.</summary>
    public static JsonArray? Metrics(FedHpaSpec spec) => (JsonArray?)Given(spec.Metrics)?.DeepClone();

    /// <inheritdoc cref="Metrics"/>
    public static JsonObject? Behavior(FedHpaSpec spec) => (JsonObject?)Given(spec.Behavior)?.DeepClone();

    private static JsonNode? Given(JsonArray? metrics) => metrics is { Count: > 0 } ? metrics : null;

    private static JsonNode? Given(JsonObject? behavior) => behavior is { Count: > 0 } ? behavior : null;
}
