using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>What apiextensions' controllers do around a CustomResourceDefinition, done at once: establish it, and clean up behind it.</summary>
internal sealed class DefinitionLifecycle(ClusterStore store, TimeProvider time)
{
    private static readonly FieldWriter Self = new("kube-apiserver", FieldWriter.Update, KnownResources.CustomResourceDefinitions.ApiVersion, "status");

    /// <summary>Accepts the names of a stored definition and calls it established.</summary>
    public void Establish(JsonObject definition)
    {
        store.Update(KnownResources.CustomResourceDefinitions, definition.Key(), next =>
        {
            var before = (JsonObject)next.DeepClone();
            var now = time.GetUtcNow().ToKubernetesTime();
            var status = next.Child("status");
            status["conditions"] = new JsonArray(
                Condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                Condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now));
            status["acceptedNames"] = next.At("spec", "names")?.DeepClone();
            FieldOwnership.RecordUpdate(before, next, BuiltInSchemas.Of("CustomResourceDefinition"), Self, now);
            return true;
        });
    }

    /// <summary>Removes the objects of a definition that is being deleted, and then the definition.</summary>
    public void CleanUp(JsonObject definition)
    {
        foreach (var resource in CustomResources.Of(definition).Select(served => served.Type))
        {
            foreach (var value in store.List(resource)) store.Remove(resource, value.KeyIn(resource));
        }

        store.Remove(KnownResources.CustomResourceDefinitions, definition.Key());
    }

    private static JsonObject Condition(string type, string reason, string message, string now) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["lastTransitionTime"] = now,
        ["reason"] = reason,
        ["message"] = message,
    };
}
