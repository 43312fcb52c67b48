using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>The FederatedHPA that does what a FedHPA does, as far as it can. Pure.</summary>
internal static class FederatedHpaDraft
{
    private static readonly string[] Known = ["scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "behavior", "paused", "deletionPolicy", "adoption"];

    /// <param name="record">What the FedHPA notes of the one that it came from; null for one that never was any.</param>
    public static Translated Of(JsonObject fedHpa, MoveRecord? record)
    {
        var from = fedHpa["spec"] as JsonObject ?? [];
        var spec = new JsonObject();
        foreach (var field in (string[])["scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "behavior"])
            if (from[field] is { } value) spec[field] = value.DeepClone();
        var metadata = new JsonObject { ["name"] = record?.Name ?? fedHpa.Name(), ["namespace"] = fedHpa.Namespace() };
        if (record?.Labels is { } labels) metadata["labels"] = labels.DeepClone();
        if (record?.Annotations is { } annotations) metadata["annotations"] = annotations.DeepClone();
        var manifest = new JsonObject
        {
            ["apiVersion"] = KarmadaResources.FederatedHpas.ApiVersion,
            ["kind"] = KarmadaResources.FederatedHpas.Kind,
            ["metadata"] = metadata,
            ["spec"] = spec,
        };
        return new Translated(manifest, [.. from.Select(static field => field.Key).Where(static field => !Known.Contains(field))
            .Select(static field => $"FedHPA spec.{field}: a FederatedHPA has no such field; what the policy's placement says holds again")]);
    }
}
