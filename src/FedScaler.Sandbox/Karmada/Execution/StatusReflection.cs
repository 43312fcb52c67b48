using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>
/// What of a member's object Karmada shows in its Work, and whether it takes it for healthy (pkg/resourceinterpreter/default:
/// native/reflectstatus.go and healthy.go, thirdparty for OpenKruise).
/// </summary>
internal static class StatusReflection
{
    private static readonly FrozenSet<string> Counts = FrozenSet.ToFrozenSet(["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas"]);

    private static readonly string[] Kruise =
    [
        "replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "updatedReadyReplicas", "expectedUpdatedReplicas", "currentReplicas",
        "updateRevision", "currentRevision", "observedGeneration", "labelSelector",
    ];

    /// <summary>The status to show; null where there is none.</summary>
    public static JsonObject? Of(JsonObject observed)
    {
        if (observed["status"] is not JsonObject status) return null;
        return (observed.Text("apiVersion"), observed.Text("kind")) switch
        {
            ("apps/v1", "Deployment") => WithGenerations(observed, WithoutZeros(status, [.. Counts, "observedGeneration"])),
            ("apps/v1", "StatefulSet") => WithGenerations(observed, StatefulSet(status)),
            ("apps.kruise.io/v1alpha1", "CloneSet") or ("apps.kruise.io/v1beta1", "StatefulSet") => WithGenerations(observed, Pick(status, Kruise)),
            ("autoscaling/v2", "HorizontalPodAutoscaler") => Autoscaler(status),
            _ => (JsonObject)status.DeepClone(),
        };
    }

    /// <summary>As the Work's manifestStatuses say it.</summary>
    public static string HealthOf(JsonObject observed) => (observed.Text("apiVersion"), observed.Text("kind")) switch
    {
        ("apps/v1", "Deployment") or ("apps.kruise.io/v1alpha1", "CloneSet") or ("apps.kruise.io/v1beta1", "StatefulSet") => Word(IsRolledOut(observed, 0)),
        ("apps/v1", "StatefulSet") => Word(IsRolledOut(observed, observed.At("spec", "updateStrategy", "rollingUpdate").At("partition").Int())),
        // A kind that nothing is known of counts as healthy.
        _ => "Healthy",
    };

    private static string Word(bool healthy) => healthy ? "Healthy" : "Unhealthy";

    private static bool IsRolledOut(JsonObject observed, int partition)
    {
        var status = observed["status"];
        if (status.At("observedGeneration").Number() != observed.At("metadata", "generation").Number()) return false;
        var (updated, available) = (status.At("updatedReplicas").Int(), status.At("availableReplicas").Int());
        return updated >= observed.At("spec", "replicas").Int(1) - partition && available >= updated;
    }

    /// <summary>The whole of autoscaling/v2's status type with nothing but the counts filled in: of the metrics a null remains.</summary>
    private static JsonObject Autoscaler(JsonObject status)
    {
        var shown = WithoutZeros(status, ["currentReplicas"]);
        shown["currentMetrics"] = null;
        shown["desiredReplicas"] = status["desiredReplicas"].Int();
        return shown;
    }

    /// <summary>Go writes these two even when they are zero.</summary>
    private static JsonObject StatefulSet(JsonObject status)
    {
        var shown = WithoutZeros(status, ["currentReplicas", "readyReplicas", "updatedReplicas", "observedGeneration"]);
        foreach (var name in (ReadOnlySpan<string>)["availableReplicas", "replicas"]) shown[name] = status[name].Int();
        return shown;
    }

    private static JsonObject WithGenerations(JsonObject observed, JsonObject shown)
    {
        shown.Put("generation", observed.At("metadata", "generation")?.DeepClone());
        if (long.TryParse(ManifestMarks.AnnotationOf(observed, KarmadaKeys.TemplateGeneration), NumberStyles.None, CultureInfo.InvariantCulture, out var template) && template != 0)
            shown["resourceTemplateGeneration"] = template;
        return shown;
    }

    private static JsonObject WithoutZeros(JsonObject status, string[] names)
    {
        var shown = new JsonObject();
        foreach (var name in names)
            if (status[name].Number() is { } number and not 0) shown[name] = number;
        return shown;
    }

    private static JsonObject Pick(JsonObject status, string[] names)
    {
        var shown = new JsonObject();
        foreach (var name in names)
            if (status[name] is { } value) shown[name] = value.DeepClone();
        return shown;
    }
}
