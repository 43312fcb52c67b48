using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.ApiServer;
using FedScaler.Sandbox.Karmada.Execution;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>
/// Asks every member's /readyz 10 s after its last answer and writes the Cluster's status (pkg/controllers/status/cluster_status_controller.go).
/// A call that hangs costs 32 s, and one failure that is not 30 s old changes nothing: a frozen member counts as lost after two
/// of them, between 74 and 84 s, and then its last numbers stay.
/// </summary>
internal sealed class ClusterStatusController(KarmadaContext context) : KarmadaController(context)
{
    /// <summary>--cluster-status-update-frequency.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly MemberCalls<ObjectKey> _calls = new(context);
    private readonly Dictionary<ObjectKey, Reachability> _reachable = [];
    private readonly Dictionary<string, JsonArray> _enablements = [];
    private readonly HashSet<string> _counted = [];

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        var stored = change.Event;
        if (change.Member is { } member) ObserveMember(member, stored.Resource);
        else if (stored.Resource == KarmadaResources.Clusters) ObserveCluster(stored);
    }

    /// <inheritdoc/>
    public override void Relist()
    {
        _enablements.Clear();
        _counted.Clear();
    }

    protected override void Reconcile(ObjectKey key)
    {
        // Without its finalizer the cluster controller has not seen it yet.
        if (Hub.Get(KarmadaResources.Clusters, key) is not { } cluster || !IsTaken(cluster)) return;
        if (!Context.Members.TryGetValue(key.Name, out var member)) return;
        if (_calls.Begin(key, member) is { } due)
        {
            MarkDue(key, due);
            return;
        }

        var reached = _calls.Try(key, member, static () => { }) is null;
        if (!_reachable.TryGetValue(key, out var memory)) _reachable[key] = memory = new();
        var isReady = memory.Judge(reached, IsSaidReady(cluster), Context.Now);
        Hub.UpdateStatus(KarmadaResources.Clusters, key, status => Write(status, cluster, member, isReady, reached));
        MarkDue(key, Context.Now + Interval);
    }

    private static bool IsTaken(JsonObject cluster) => cluster.At("metadata", "finalizers").Items().Any(static each => each.Text() == KarmadaKeys.ClusterFinalizer);

    private static bool? IsSaidReady(JsonObject cluster) => Conditions.Find(cluster["status"], "Ready") is { } ready ? ready.Text("status") == "True" : null;

    private void ObserveMember(string member, ResourceType resource)
    {
        if (resource == KnownResources.CustomResourceDefinitions) _enablements.Remove(member);
        else if (resource == KnownResources.Nodes || resource == KnownResources.Pods) _counted.Remove(member);
    }

    private void ObserveCluster(StoreEvent stored)
    {
        if (stored.Type == WatchEventType.Deleted)
        {
            Forget(stored.Key);
            _calls.Forget(stored.Key);
            _reachable.Remove(stored.Key);
            _counted.Remove(stored.Key.Name);
        }
        else if (stored.Previous is not { } before || !IsTaken(before) || before.At("metadata", "generation").Number() != stored.Object.At("metadata", "generation").Number())
        {
            MarkDirty(stored.Key);
        }
    }

    private bool Write(JsonObject status, JsonObject cluster, KarmadaCluster member, bool isReady, bool reached)
    {
        var changed = false;
        if (isReady && reached) changed = Collect(status, cluster, member);
        return changed | (isReady
            ? Conditions.Set(status, "Ready", "True", "ClusterReady", "cluster is healthy and ready to accept workloads", Context.Now)
            : Conditions.Set(status, "Ready", "False", "ClusterNotReachable", "cluster is not reachable", Context.Now));
    }

    private bool Collect(JsonObject status, JsonObject cluster, KarmadaCluster member)
    {
        var changed = status.Put("kubernetesVersion", SandboxApiServer.GitVersion);
        if (!_enablements.TryGetValue(member.Name, out var enablements)) _enablements[member.Name] = enablements = ApiEnablements.Of(member.Sandbox.Server);
        changed |= status.Put("apiEnablements", enablements.DeepClone());
        changed |= Conditions.Set(status, "CompleteAPIEnablements", "True", "Complete", "collected complete APIEnablements from the cluster", Context.Now);
        if (!_counted.Add(member.Name) && status["resourceSummary"] is not null) return changed;
        var (nodes, pods) = (member.List(KnownResources.Nodes), member.List(KnownResources.Pods));
        return changed | status.Put("nodeSummary", ResourceSummary.Nodes(nodes)) | status.Put("resourceSummary", ResourceSummary.Of(cluster, nodes, pods));
    }
}
