using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>
/// Follows what Karmada has put into members: shows its status in the Work, puts it back when a hand has changed it, and makes
/// it anew when it was deleted (pkg/controllers/status/work_status_controller.go).
/// </summary>
internal sealed class WorkStatusController(KarmadaContext context, ObjectWatcher objects) : KarmadaController(context)
{
    /// <summary>Of client-go's reflectors, which watch the members for it.</summary>
    private readonly Backoff<ObjectKey> _retries = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    private readonly HashSet<ObjectKey> _lost = [];

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        var stored = change.Event;
        if (change.Member is { } member) ObserveMember(member, stored);
        else if (stored.Resource == KarmadaResources.Works) ObserveWork(stored);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(KarmadaResources.Works, key) is not { } work || work.IsTerminating()) return;
        if (KarmadaKeys.ClusterOf(key.Namespace) is not { } name || !Context.Members.TryGetValue(name, out var member)) return;
        // Only the last manifest's status would stay: more than one is not for Karmada's Works.
        if (work.At("spec", "workload", "manifests").Items().FirstOrDefault() is not JsonObject manifest) return;
        if (!member.Answers)
        {
            MarkDue(key, Context.Now + _retries.Next(key));
            return;
        }

        _retries.Reset(key);
        var isSuspended = work.At("spec", "suspendDispatching").IsTrue();
        if (ObjectWatcher.Find(member, manifest) is { } observed) Follow(key, member, manifest, observed, isSuspended);
        else if (_lost.Remove(key) && !isSuspended && IsApplied(work)) Recreate(key, member, manifest);
    }

    private static bool IsApplied(JsonObject work) => Conditions.Find(work["status"], "Applied").Text("status") == "True";

    private static ObjectKey? WorkOf(JsonObject observed) =>
        ManifestMarks.AnnotationOf(observed, KarmadaKeys.WorkName) is { } name && ManifestMarks.AnnotationOf(observed, KarmadaKeys.WorkNamespace) is { } ns ? new(ns, name) : null;

    private void ObserveMember(string member, StoreEvent stored)
    {
        if (WorkOf(stored.Object) is not { } work || KarmadaKeys.ClusterOf(work.Namespace) != member) return;
        if (stored.Type == WatchEventType.Deleted) _lost.Add(work);
        MarkDirty(work);
    }

    private void ObserveWork(StoreEvent stored)
    {
        if (stored.Type == WatchEventType.Deleted)
        {
            _lost.Remove(stored.Key);
            _retries.Reset(stored.Key);
            Forget(stored.Key);
        }
        else if (stored.Previous is null)
        {
            // Read anew after a store was set back: its object may have gone without a word.
            _lost.Add(stored.Key);
            MarkDirty(stored.Key);
        }
    }

    private void Follow(ObjectKey key, KarmadaCluster member, JsonObject manifest, JsonObject observed, bool isSuspended)
    {
        _lost.Remove(key);
        if (WorkOf(observed) != key) return;
        if (!isSuspended && objects.NeedsUpdate(member, manifest, observed))
        {
            try
            {
                objects.Update(member, manifest, observed);
            }
            catch (InvalidOperationException)
            {
                // Karmada tries again, and shows the status no sooner.
                MarkDue(key, Context.Now + _retries.Next(key));
                return;
            }
        }

        // As it was observed: what the update made of it is told by the next event.
        var shown = StatusReflection.Of(observed);
        var entry = new JsonObject { ["health"] = StatusReflection.HealthOf(observed), ["identifier"] = Identifier(observed) };
        if (shown is not null) entry["status"] = shown;
        Hub.UpdateStatus(KarmadaResources.Works, key, status => status.Put("manifestStatuses", new JsonArray(entry.DeepClone())));
    }

    /// <summary>
    /// Of an object that is gone Karmada does not know the Work any more and looks it up by the name that it gives Works itself:
    /// what came with a Work of another name stays away until that Work's spec changes.
    /// </summary>
    private void Recreate(ObjectKey key, KarmadaCluster member, JsonObject manifest)
    {
        if (key.Name != KarmadaNames.Work(manifest.Text("kind"), manifest.Key())) return;
        string? why = null;
        try
        {
            objects.Create(member, manifest);
        }
        catch (InvalidOperationException refusal)
        {
            why = refusal.Message;
            _lost.Add(key);
            MarkDue(key, Context.Now + _retries.Next(key));
        }

        Hub.UpdateStatus(KarmadaResources.Works, key, status => why is null
            ? Conditions.Set(status, "Applied", "True", "ReCreateSuccessful", "Manifest has been successfully applied", Context.Now)
            : Conditions.Set(status, "Applied", "False", "ReCreateFailed", why, Context.Now));
    }

    private static JsonObject Identifier(JsonObject observed)
    {
        var apiVersion = observed.Text("apiVersion");
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var identifier = new JsonObject();
        if (slash > 0) identifier["group"] = apiVersion[..slash];
        identifier["kind"] = observed.Text("kind");
        identifier["name"] = observed.Key().Name;
        if (observed.Key().Namespace is { } ns) identifier["namespace"] = ns;
        identifier["ordinal"] = 0;
        identifier["resource"] = "";
        identifier["version"] = apiVersion[(slash + 1)..];
        return identifier;
    }
}
