using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>Gathers what the Works say of the members into the binding's status, and that into the template's (pkg/controllers/status).</summary>
internal sealed class BindingStatusController(KarmadaContext context, BindingScope scope) : KarmadaController(context)
{
    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null) return;
        var stored = change.Event;
        if (stored.Resource == KarmadaResources.Works)
        {
            var isNews = stored.Type == WatchEventType.Deleted || (stored.Previous is { } before && !JsonNode.DeepEquals(before["status"], stored.Object["status"]));
            if (isNews && scope.BindingOf(stored.Object) is { } binding) MarkDirty(binding);
        }
        else if (stored.Resource == scope.Resource && IsRefreshed(stored))
        {
            MarkDirty(stored.Key);
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(scope.Resource, key) is not { } binding || binding.IsTerminating()) return;
        var items = Items(binding);
        Hub.UpdateStatus(scope.Resource, key, status => Write(status, binding, items));
        WriteTemplateStatus(binding, items);
    }

    /// <summary>A binding that was never scheduled says nothing: Karmada goes by lastScheduledTime, and then by the template's version in it.</summary>
    private static bool IsRefreshed(StoreEvent stored) =>
        stored.Object.At("status", "lastScheduledTime") is not null
        && (stored.Previous is null
            || stored.Previous.At("spec", "resource", "resourceVersion").Text() != stored.Object.At("spec", "resource", "resourceVersion").Text());

    private List<JsonObject> Items(JsonObject binding)
    {
        var id = ManifestMarks.LabelOf(binding, scope.IdLabel);
        var reference = binding.At("spec", "resource");
        var name = KarmadaNames.Work(reference.Text("kind"), new(reference.At("namespace").Text(), reference.Text("name")));
        var items = new List<JsonObject>();
        foreach (var cluster in Context.Members.Keys)
        {
            if (Hub.Get(KarmadaResources.Works, KarmadaKeys.ExecutionNamespace(cluster), name) is not { } work) continue;
            if (!work.IsTerminating() && ManifestMarks.LabelOf(work, scope.IdLabel) == id) items.Add(Item(cluster, work));
        }

        return items;
    }

    private static JsonObject Item(string cluster, JsonObject work)
    {
        var applied = Conditions.Find(work["status"], "Applied");
        var item = new JsonObject { ["clusterName"] = cluster };
        if (applied.Text("status") != "True")
        {
            if (applied.Text("message") is { Length: > 0 } message) item["appliedMessage"] = message;
            item["health"] = "Unknown";
            return item;
        }

        var manifest = work.At("status", "manifestStatuses").Items().FirstOrDefault();
        item["applied"] = true;
        item["health"] = manifest.At("health").Text() ?? "Unknown";
        if (manifest.At("status") is { } status) item["status"] = status.DeepClone();
        return item;
    }

    private bool Write(JsonObject status, JsonObject binding, List<JsonObject> items)
    {
        var changed = status.Put("aggregatedStatus", items.Count > 0 ? new JsonArray([.. items.Select(static item => item.DeepClone())]) : null);
        var wanted = BindingClusters.Existing(binding);
        var isApplied = wanted.Count > 0 && wanted.Count == items.Count
            && items.TrueForAll(item => item.At("applied").IsTrue() && wanted.Contains(item.Text("clusterName")));
        var (value, reason, message) = isApplied
            ? ("True", "FullyAppliedSuccess", "All works have been successfully applied")
            : ("False", "FullyAppliedFailed", "Failed to apply all works, see status.aggregatedStatus for details");
        return changed | Conditions.Set(status, "FullyApplied", value, reason, message, Context.Now);
    }

    private void WriteTemplateStatus(JsonObject binding, List<JsonObject> items)
    {
        var reference = binding.At("spec", "resource");
        if (Hub.TypeOf(reference) is not { } type || TemplateInterpreter.Of(reference!) is not { } interpreter) return;
        Hub.Update(type, new(reference.At("namespace").Text(), reference.Text("name")), template =>
        {
            var generation = template.At("metadata", "generation").Int();
            TemplateStatus.Write(interpreter, template.Ensure("status"), generation, items);
            return true;
        });
    }
}
