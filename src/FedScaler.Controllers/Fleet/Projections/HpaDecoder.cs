using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Core.Quantities;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Json;
using FedScaler.Kube.Projections;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Reads an autoscaling/v2 HorizontalPodAutoscaler.</summary>
internal sealed class HpaDecoder : JsonDecoder<HpaRecord>
{
    private const int DefaultToleranceMilli = 100;

    public override HpaRecord Read(ref Utf8JsonReader reader)
    {
        return Read(JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("no object where an HPA belongs"));
    }

    /// <exception cref="JsonException">It is not the shape of an HPA.</exception>
    public static HpaRecord Read(JsonObject hpa)
    {
        try
        {
            return ReadRecord(hpa);
        }
        catch (InvalidOperationException error)
        {
            // JsonNode's word for a value of another kind than asked for.
            throw new JsonException("not the shape of an autoscaling/v2 HPA", error);
        }
    }

    private static HpaRecord ReadRecord(JsonObject hpa)
    {
        var meta = hpa["metadata"] as JsonObject ?? [];
        var spec = hpa["spec"] as JsonObject ?? [];
        var target = spec["scaleTargetRef"] as JsonObject ?? [];
        var view = ReadView(meta, spec, hpa["status"] as JsonObject ?? []);
        return new HpaRecord(
            Shared(meta["namespace"]), Shared(HpaRecord.GroupOf(Text(target["apiVersion"]))), Shared(target["kind"]) ?? "", Shared(target["name"]) ?? "", view);
    }

    private static HpaView ReadView(JsonObject meta, JsonObject spec, JsonObject status)
    {
        var annotations = meta["annotations"] as JsonObject;
        var owner = Shared(annotations?[HpaMarks.Owner]);
        return new HpaView(
            Shared(meta["name"]) ?? "",
            Text(meta["uid"]),
            Text(meta["resourceVersion"]),
            // The server fills in 1; an object that it stored before it did so has none.
            Count(spec["minReplicas"]) ?? 1,
            Count(spec["maxReplicas"]) ?? 0,
            owner,
            Shared(annotations?[HpaMarks.Document]),
            StringPool.Intern(HpaDocumentHash.Of(spec["metrics"], spec["behavior"])),
            (string?)annotations?[HpaMarks.AdoptedSpec],
            owner is null ? spec : null,
            Observe(spec, status))
        {
            HeldBy = (string?)annotations?[HpaMarks.HeldBy],
            Text = owner is null ? null : HpaSpecText.Of(spec["metrics"], spec["behavior"]),
        };
    }

    private static HpaObservation Observe(JsonObject spec, JsonObject status)
    {
        var (metrics, incomplete) = HpaMetrics.Read(spec["metrics"] as JsonArray, status["currentMetrics"] as JsonArray);
        return new HpaObservation
        {
            MaxReplicas = Count(spec["maxReplicas"]) ?? 0,
            CurrentReplicas = Count(status["currentReplicas"]) ?? 0,
            DesiredReplicas = Count(status["desiredReplicas"]) ?? 0,
            LimitedByMax = Conditions(status).Any(static c => IsCondition(c, "ScalingLimited", "True") && Text(c["reason"]) == "TooManyReplicas"),
            Inactive = Conditions(status).Any(static c => IsCondition(c, "ScalingActive", "False")),
            Metrics = metrics,
            MetricsIncomplete = incomplete,
            ToleranceMilli = ReadTolerance(spec["behavior"]?["scaleUp"]?["tolerance"]),
        };
    }

    /// <summary>A member may send anything; a count below 0 is none.</summary>
    private static int? Count(JsonNode? node) => (int?)node is { } count ? Math.Max(0, count) : null;

    private static IEnumerable<JsonObject> Conditions(JsonObject status) => (status["conditions"] as JsonArray ?? []).OfType<JsonObject>();

    private static bool IsCondition(JsonObject condition, string type, string value) =>
        Text(condition["type"]) == type && Text(condition["status"]) == value;

    private static int ReadTolerance(JsonNode? tolerance) =>
        tolerance is not null && Quantity.TryParse(tolerance.ToString(), out var quantity)
            ? (int)Math.Clamp(quantity.ToMillis(), 0, int.MaxValue)
            : DefaultToleranceMilli;

    /// <summary>Names and hashes come again: from member to member, and most HPAs are named like their target.</summary>
    private static string? Shared(JsonNode? node) => (string?)node is { } text ? Shared(text) : null;

    private static string Shared(string text) => StringPool.Intern(text);

    private static string Text(JsonNode? node) => (string?)node ?? "";
}
