using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>The PersistentVolumeClaims that a workload makes of its volumeClaimTemplates, one a template and pod.</summary>
internal sealed class VolumeClaims(SimulationContext context)
{
    public static readonly ResourceType Resource = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim");

    /// <param name="id">What tells the pod's claims from others': its ordinal or instance id.</param>
    /// <param name="labels">Added to those of the template.</param>
    /// <param name="owner">Goes with the claims' owner; null for claims that stay.</param>
    public void Create(JsonObject workload, string id, IEnumerable<(string Name, string Value)> labels, JsonArray? owner)
    {
        foreach (var template in Templates(workload))
        {
            var key = KeyOf(workload, template, id);
            if (context.Exists(Resource, key)) continue;
            var claim = (JsonObject)template.DeepClone();
            claim["apiVersion"] = "v1";
            claim["kind"] = "PersistentVolumeClaim";
            var metadata = claim.Ensure("metadata");
            (metadata["name"], metadata["namespace"]) = (key.Name, key.Namespace);
            foreach (var (name, value) in labels) metadata.Ensure("labels")[name] = value;
            if (owner is not null) metadata["ownerReferences"] = owner.DeepClone();
            claim["status"] = new JsonObject { ["phase"] = "Bound" };
            context.Create(Resource, claim);
        }
    }

    public void Delete(JsonObject workload, string id)
    {
        foreach (var template in Templates(workload)) context.Delete(Resource, KeyOf(workload, template, id), uid: null);
    }

    private static IEnumerable<JsonObject> Templates(JsonObject workload) => workload.At("spec", "volumeClaimTemplates").Items().OfType<JsonObject>();

    private static ObjectKey KeyOf(JsonObject workload, JsonObject template, string id)
    {
        var key = workload.Key();
        return key with { Name = $"{template.At("metadata").Text("name")}-{key.Name}-{id}" };
    }
}
