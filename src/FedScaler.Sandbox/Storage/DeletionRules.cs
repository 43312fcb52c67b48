using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Storage;

/// <summary>When an object that is being deleted really goes (apiserver's registry/generic/registry/store.go).</summary>
internal static class DeletionRules
{
    /// <summary>Its deletion has begun, no finalizer holds it, and no grace period runs.</summary>
    public static bool IsComplete(ResourceType resource, JsonObject value) =>
        value.IsBeingDeleted()
        && !value.HasFinalizers()
        && (value.Metadata().Integer("deletionGracePeriodSeconds") ?? 0) == 0
        && !HasNamespaceFinalizers(resource, value);

    /// <summary>A namespace is held by spec.finalizers too, until the namespace controller has emptied it.</summary>
    private static bool HasNamespaceFinalizers(ResourceType resource, JsonObject value) =>
        resource is { Group: "", Plural: "namespaces" } && value.At("spec", "finalizers") is JsonArray { Count: > 0 };
}
