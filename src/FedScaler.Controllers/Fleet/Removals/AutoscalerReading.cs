using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Reads autoscaling/v2 HorizontalPodAutoscalers.</summary>
internal static class AutoscalerReading
{
    /// <summary>The HPA on the target; of several (a mistake, which its controller refuses to act on) the one that is held, else the fleet's.</summary>
    public static AutoscalerObservation? Find(IEnumerable<JsonObject> hpas, TargetRef target) => hpas
        .Where(hpa => Targets(hpa.At("spec", "scaleTargetRef"), target))
        .Select(Read)
        .OrderByDescending(static hpa => hpa.HeldBy is not null).ThenByDescending(static hpa => hpa.IsFederated).ThenBy(static hpa => hpa.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool Targets(JsonNode? reference, TargetRef target) =>
        reference.At("name").Text() == target.Name && reference.At("kind").Text() == target.Kind
        && HpaRecord.GroupOf(reference.At("apiVersion").Text() ?? "") == HpaRecord.GroupOf(target.ApiVersion);

    private static AutoscalerObservation Read(JsonObject hpa)
    {
        var (meta, spec) = (hpa["metadata"], hpa["spec"]);
        return new AutoscalerObservation(
            meta.At("name").Text() ?? "", meta.At("resourceVersion").Text() ?? "", spec.At("minReplicas").Integer() ?? 1, spec.At("behavior")?.ToJsonString())
        {
            HeldBy = meta.At("annotations", HpaMarks.HeldBy).Text(),
            // Servers count an HPA's generations only since feature HPAGeneration; before, its controller tells 0 whatever it has seen.
            IsSpecSeen = meta.At("generation").LongInteger() is { } generation and > 0 && hpa.At("status", "observedGeneration").LongInteger() >= generation,
            IsFederated = meta.At("annotations", HpaMarks.Owner) is not null,
        };
    }
}
