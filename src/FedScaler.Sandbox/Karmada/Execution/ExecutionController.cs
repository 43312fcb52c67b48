using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>
/// Brings every Work to its member, and takes away what a Work that goes has made (pkg/controllers/execution). It looks at a
/// Work again when its spec changes or its last try failed, and never else: what a member does to the objects is for
/// <see cref="WorkStatusController"/>.
/// </summary>
internal sealed class ExecutionController(KarmadaContext context, ObjectWatcher objects) : KarmadaController(context)
{
    private readonly Backoff<ObjectKey> _retries = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1000));
    private readonly MemberCalls<ObjectKey> _calls = new(context);

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null || change.Event.Resource != KarmadaResources.Works) return;
        var stored = change.Event;
        if (stored.Type == WatchEventType.Deleted) Drop(stored.Key);
        else if (stored.Previous is not { } before || Generation(before) != Generation(stored.Object)) MarkDirty(stored.Key);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (KarmadaKeys.ClusterOf(key.Namespace) is not { } name || Hub.Get(KarmadaResources.Works, key) is not { } work) return;
        if (!work.IsTerminating())
        {
            var isSuspended = work.At("spec", "suspendDispatching").IsTrue();
            SetDispatching(key, isSuspended);
            if (isSuspended)
            {
                Settled(key);
                return;
            }
        }

        if (Hub.Get(KarmadaResources.Clusters, null, name) is not { } cluster || !Context.Members.TryGetValue(name, out var member)) Retry(key);
        else if (work.IsTerminating()) Delete(key, work, cluster, member);
        else if (!IsReady(cluster)) Retry(key);
        else Apply(key, work, member);
    }

    private static long? Generation(JsonObject work) => work.At("metadata", "generation").Number();

    private static bool IsReady(JsonObject cluster) => Conditions.Find(cluster["status"], "Ready").Text("status") == "True";

    private static IEnumerable<JsonObject> Manifests(JsonObject work) => work.At("spec", "workload", "manifests").Items().OfType<JsonObject>();

    private void Apply(ObjectKey key, JsonObject work, KarmadaCluster member)
    {
        var failures = new List<string>();
        var manifests = Manifests(work).ToList();
        if (_calls.Begin(key, member) is { } due)
        {
            MarkDue(key, due);
            return;
        }

        foreach (var manifest in manifests)
            if (_calls.Try(key, member, () => objects.Apply(member, manifest)) is { } why) failures.Add(why);
        if (failures.Count == 0)
        {
            SetApplied(key, "True", "AppliedSuccessful", "Manifest has been successfully applied");
            Settled(key);
            return;
        }

        // As apimachinery's util/errors joins them.
        var all = failures.Count == 1 ? failures[0] : $"[{string.Join(", ", failures)}]";
        SetApplied(key, "False", "AppliedFailed", $"Failed to apply all manifests ({manifests.Count - failures.Count}/{manifests.Count}): {all}");
        Retry(key);
    }

    private void Delete(ObjectKey key, JsonObject work, JsonObject cluster, KarmadaCluster member)
    {
        var isPreserved = work.At("spec", "preserveResourcesOnDeletion").IsTrue();
        if (!isPreserved && !IsReady(cluster))
        {
            // A member that leaves takes its Works along; one that is only silent is waited for.
            if (cluster.IsTerminating()) RemoveFinalizer(key);
            else Retry(key);
            return;
        }

        if (_calls.Begin(key, member) is { } due)
        {
            MarkDue(key, due);
            return;
        }

        foreach (var manifest in Manifests(work))
        {
            if (_calls.Try(key, member, () => Undo(member, manifest, isPreserved)) is null) continue;
            Retry(key);
            return;
        }

        RemoveFinalizer(key);
    }

    private void Undo(KarmadaCluster member, JsonObject manifest, bool isPreserved)
    {
        if (!isPreserved) objects.Delete(member, manifest);
        else if (ObjectWatcher.Find(member, manifest) is { } observed) objects.Update(member, Claims.Without(manifest), observed);
    }

    private void SetDispatching(ObjectKey key, bool isSuspended) => Hub.UpdateStatus(KarmadaResources.Works, key, status => isSuspended
        ? Conditions.Set(status, "Dispatching", "False", "SuspendDispatching", "Work dispatching is in a suspended state.", Context.Now)
        : Conditions.Set(status, "Dispatching", "True", "Dispatching", "Work is being dispatched to member clusters.", Context.Now));

    private void SetApplied(ObjectKey key, string status, string reason, string message) =>
        Hub.UpdateStatus(KarmadaResources.Works, key, value => Conditions.Set(value, "Applied", status, reason, message, Context.Now));

    private void RemoveFinalizer(ObjectKey key)
    {
        Hub.Update(KarmadaResources.Works, key, static work =>
        {
            if (work.At("metadata", "finalizers") is not JsonArray finalizers) return false;
            if (finalizers.FirstOrDefault(static each => each.Text() == KarmadaKeys.ExecutionFinalizer) is not { } ours) return false;
            finalizers.Remove(ours);
            return true;
        });
        Settled(key);
    }

    private void Retry(ObjectKey key) => MarkDue(key, Context.Now + _retries.Next(key));

    private void Settled(ObjectKey key)
    {
        _retries.Reset(key);
        _calls.Forget(key);
    }

    private void Drop(ObjectKey key)
    {
        Settled(key);
        Forget(key);
    }
}
