using System.Collections.Frozen;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>
/// Turns a binding into one Work for each of its clusters, with the cluster's replicas in it, and deletes the Works of clusters that
/// have left it (pkg/controllers/binding).
/// </summary>
internal sealed class BindingController(KarmadaContext context, BindingScope scope) : KarmadaController(context)
{
    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null) return;
        var stored = change.Event;
        if (stored.Resource == scope.Resource)
        {
            if (stored.Previous is not { } before || !OnlyStatusDiffers(before, stored.Object)) MarkDirty(stored.Key);
        }
        else if (stored.Resource == KarmadaResources.Works && stored.Type == WatchEventType.Deleted && scope.BindingOf(stored.Object) is { } binding)
        {
            MarkDirty(binding);
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(scope.Resource, key) is not { } binding) return;
        if (binding.IsTerminating())
        {
            DeleteWorks(binding, FrozenSet<string>.Empty);
            Hub.Update(scope.Resource, key, Release);
            return;
        }

        DeleteWorks(binding, BindingClusters.Existing(binding));
        if (FindTemplate(binding) is not { } template) return;
        foreach (var target in binding.At("spec", "clusters").Items()) Draft(binding, template, target).Write(Hub);
        foreach (var required in BindingClusters.RequiredBy(binding)) Draft(binding, template, new JsonObject { ["name"] = required }).Write(Hub);
    }

    private static bool OnlyStatusDiffers(JsonObject before, JsonObject after) =>
        JsonNode.DeepEquals(before["spec"], after["spec"])
        && JsonNode.DeepEquals(before.At("metadata", "labels"), after.At("metadata", "labels"))
        && before.IsTerminating() == after.IsTerminating();

    /// <summary>Deletes the binding's Works in all members but those to be kept.</summary>
    private void DeleteWorks(JsonObject binding, IReadOnlySet<string> kept)
    {
        if (ManifestMarks.LabelOf(binding, scope.IdLabel) is not { } id) return;
        var reference = binding.At("spec", "resource");
        var name = KarmadaNames.Work(reference.Text("kind"), new(reference.At("namespace").Text(), reference.Text("name")));
        foreach (var cluster in Context.Members.Keys.Where(each => !kept.Contains(each)))
        {
            var key = new ObjectKey(KarmadaKeys.ExecutionNamespace(cluster), name);
            if (Hub.Get(KarmadaResources.Works, key) is { } work && ManifestMarks.LabelOf(work, scope.IdLabel) == id) Hub.Delete(KarmadaResources.Works, key);
        }
    }

    private bool Release(JsonObject binding)
    {
        var finalizers = binding.At("metadata", "finalizers").Items().Select(static each => each.Text()!).Where(each => each != scope.Finalizer).ToList();
        binding.Ensure("metadata")["finalizers"] = new JsonArray([.. finalizers.Select(static each => JsonValue.Create(each))]);
        return true;
    }

    private JsonObject? FindTemplate(JsonObject binding)
    {
        var reference = binding.At("spec", "resource");
        return Hub.TypeOf(reference) is { } type ? Hub.Get(type, reference.At("namespace").Text(), reference.Text("name")) : null;
    }

    private WorkDraft Draft(JsonObject binding, JsonObject template, JsonNode target)
    {
        var cluster = target.Text("name");
        var manifest = (JsonObject)template.DeepClone();
        var spec = binding["spec"];
        // A Duplicated template keeps its own count in every member (pkg/controllers/binding, needReviseReplicas).
        var isDivided = spec.At("placement", "replicaScheduling", "replicaSchedulingType").Text() == "Divided";
        if (isDivided && spec.At("replicas").Int() > 0 && TemplateInterpreter.Of(template) is { HasReplicas: true })
            manifest.Ensure("spec")["replicas"] = target.At("replicas").Int();
        scope.Name(manifest, binding);
        ManifestMarks.Annotate(manifest, KarmadaKeys.TemplateGeneration, $"{template.At("metadata", "generation").Int()}");
        var draft = new WorkDraft(cluster, manifest)
        {
            Dispatching = (BindingClusters.IsSuspended(binding, cluster), spec.At("preserveResourcesOnDeletion").IsTrue()),
        };
        var marked = new JsonObject { ["metadata"] = draft.Metadata };
        scope.Name(marked, binding);
        ManifestMarks.Annotate(marked, KarmadaKeys.ConflictResolution, Resolution(template, spec));
        return draft;
    }

    /// <summary>The template's own annotation goes before what the policy says.</summary>
    private static string Resolution(JsonObject template, JsonNode? spec) =>
        ManifestMarks.AnnotationOf(template, KarmadaKeys.ConflictResolution) ?? (spec.Text("conflictResolution") == "Overwrite" ? "overwrite" : "abort");
}
