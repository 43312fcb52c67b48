using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>A Work as one of Karmada's controllers wants it (pkg/controllers/ctrlutil): one object for one member.</summary>
/// <param name="Cluster">The member.</param>
/// <param name="Manifest">The object as it is on the hub, changed as it shall be in the member; it is the draft's own.</param>
internal sealed record WorkDraft(string Cluster, JsonObject Manifest)
{
    /// <summary>Labels and annotations of the Work itself.</summary>
    public JsonObject Metadata { get; } = [];

    /// <summary>The owner with which the Work goes; null where its finalizers see to that.</summary>
    public JsonObject? Owner { get; init; }

    /// <summary>spec.suspendDispatching and spec.preserveResourcesOnDeletion; null where the controller says nothing about them.</summary>
    public (bool Suspended, bool Preserved)? Dispatching { get; init; }

    private ObjectKey Key { get; } = new(KarmadaKeys.ExecutionNamespace(Cluster), KarmadaNames.Work(Manifest.Text("kind"), Manifest.Key()));

    /// <summary>Creates the Work, or brings the one that is there up to the draft, but for one that is being deleted.</summary>
    public void Write(KarmadaCluster hub)
    {
        Mark();
        if (hub.Get(KarmadaResources.Works, Key) is null)
        {
            var metadata = new JsonObject { ["name"] = Key.Name, ["namespace"] = Key.Namespace };
            if (Owner is not null) metadata["ownerReferences"] = new JsonArray(Owner.DeepClone());
            var work = new JsonObject { ["apiVersion"] = KarmadaResources.Works.ApiVersion, ["kind"] = KarmadaResources.Works.Kind, ["metadata"] = metadata };
            Fill(work);
            hub.Create(KarmadaResources.Works, work);
            return;
        }

        hub.Update(KarmadaResources.Works, Key, work =>
        {
            if (work.IsTerminating()) return false;
            Fill(work);
            return true;
        });
    }

    private void Mark()
    {
        ManifestMarks.Label(Manifest, KarmadaKeys.Managed, "true");
        ManifestMarks.Annotate(Manifest, KarmadaKeys.TemplateUid, Manifest.Uid());
        ManifestMarks.Annotate(Manifest, KarmadaKeys.WorkName, Key.Name);
        ManifestMarks.Annotate(Manifest, KarmadaKeys.WorkNamespace, Key.Namespace);
        if (Metadata.At("annotations", KarmadaKeys.ConflictResolution).Text() is { } resolution)
            ManifestMarks.Annotate(Manifest, KarmadaKeys.ConflictResolution, resolution);
        ManifestMarks.Prune(Manifest);
    }

    private void Fill(JsonObject work)
    {
        var metadata = work.Ensure("metadata");
        foreach (var (map, entries) in Metadata)
        {
            foreach (var (name, text) in (JsonObject)entries!) metadata.Ensure(map).Put(name, text!.DeepClone());
        }

        if (!metadata["finalizers"].Items().Any(static each => each.Text() == KarmadaKeys.ExecutionFinalizer))
        {
            if (metadata["finalizers"] is not JsonArray finalizers) metadata["finalizers"] = finalizers = [];
            finalizers.Add((JsonNode)KarmadaKeys.ExecutionFinalizer);
        }

        var spec = new JsonObject { ["workload"] = new JsonObject { ["manifests"] = new JsonArray(Manifest.DeepClone()) } };
        if (Dispatching is { } dispatching)
        {
            spec["preserveResourcesOnDeletion"] = dispatching.Preserved;
            spec["suspendDispatching"] = dispatching.Suspended;
        }

        work["spec"] = spec;
    }
}
