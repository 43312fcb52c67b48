using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>
/// The controllers' cache of one member, fed by the store's events in order, with the look-ups that they need. Nothing lists
/// the store after the start. Not thread-safe: one simulation thread owns it.
/// </summary>
internal sealed class ClusterIndex
{
    private static readonly SortedDictionary<ObjectKey, PodView> NoPods = new(ObjectKeyOrder.Instance);
    private static readonly SortedDictionary<ObjectKey, JsonObject> NoObjects = new(ObjectKeyOrder.Instance);

    private readonly Dictionary<ObjectKey, PodView> _pods = [];
    private readonly Dictionary<string, SortedDictionary<ObjectKey, PodView>> _podsByOwner = [];
    private readonly Dictionary<string, SortedDictionary<ObjectKey, JsonObject>> _setsByOwner = [];
    private readonly Dictionary<WorkloadRef, int> _serving = [];
    private readonly SortedDictionary<string, NodeState> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<ResourceType, SortedDictionary<ObjectKey, JsonObject>> _objects = [];

    public IEnumerable<PodView> Pods => _pods.Values;

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, NodeState> Nodes => _nodes;

    public PodView? Pod(ObjectKey key) => _pods.GetValueOrDefault(key);

    /// <summary>The pods that a controller with this uid manages, by name.</summary>
    public IReadOnlyCollection<PodView> PodsOf(string ownerUid) => _podsByOwner.GetValueOrDefault(ownerUid, NoPods).Values;

    /// <summary>The ReplicaSets that a Deployment with this uid manages, by name.</summary>
    public IReadOnlyCollection<JsonObject> ReplicaSetsOf(string ownerUid) => _setsByOwner.GetValueOrDefault(ownerUid, NoObjects).Values;

    /// <summary>How many pods of a workload take requests now.</summary>
    public int Serving(WorkloadRef workload) => _serving.GetValueOrDefault(workload);

    public JsonObject? Get(ResourceType resource, ObjectKey key) => _objects.GetValueOrDefault(resource, NoObjects).GetValueOrDefault(key);

    public IReadOnlyDictionary<ObjectKey, JsonObject> All(ResourceType resource) => _objects.GetValueOrDefault(resource, NoObjects);

    /// <summary>All known objects of a type, pods and nodes included.</summary>
    public IEnumerable<JsonObject> List(ResourceType resource)
    {
        if (resource == KnownResources.Pods) return _pods.Values.Select(pod => pod.Object);
        return resource == KnownResources.Nodes ? _nodes.Values.Select(state => state.Node?.Object).OfType<JsonObject>() : All(resource).Values;
    }

    public IndexChange Apply(StoreEvent change)
    {
        var deleted = change.Type == WatchEventType.Deleted;
        if (change.Resource == KnownResources.Pods) return ApplyPod(change, deleted);
        if (change.Resource == KnownResources.Nodes) return ApplyNode(change, deleted);
        var all = Bucket(_objects, change.Resource);
        if (change.Resource == KnownResources.ReplicaSets) ApplyReplicaSet(change, all.GetValueOrDefault(change.Key), deleted);
        if (deleted) all.Remove(change.Key);
        else all[change.Key] = change.Object;
        return new(change, null, null, null, null);
    }

    private IndexChange ApplyPod(StoreEvent change, bool deleted)
    {
        _pods.Remove(change.Key, out var before);
        var pod = PodView.Read(change.Object, before);
        if (before is not null) Unlink(before);
        if (!deleted) Link(pod);
        return new(change, pod, before, null, null);
    }

    private void Link(PodView pod)
    {
        _pods[pod.Key] = pod;
        pod.Workload = Root(pod.Workload);
        if (pod.IsServing) _serving[pod.Workload] = Serving(pod.Workload) + 1;
        if (pod.OwnerUid is { } owner) Bucket(_podsByOwner, owner)[pod.Key] = pod;
        if (pod.NodeName is { } node) State(node).Add(pod);
    }

    private void Unlink(PodView pod)
    {
        if (pod.IsServing) _serving[pod.Workload] = Serving(pod.Workload) - 1;
        if (pod.OwnerUid is { } owner) Drop(_podsByOwner, owner, pod.Key);
        if (pod.NodeName is not { } node) return;
        var state = State(node);
        state.Remove(pod);
        if (state is { Node: null, Pods.Count: 0 }) _nodes.Remove(node);
    }

    private IndexChange ApplyNode(StoreEvent change, bool deleted)
    {
        var state = State(change.Key.Name);
        var before = state.Node;
        var node = new NodeView(change.Object);
        state.Node = deleted ? null : node;
        if (deleted && state.Pods.Count == 0) _nodes.Remove(change.Key.Name);
        return new(change, null, null, node, before);
    }

    private void ApplyReplicaSet(StoreEvent change, JsonObject? before, bool deleted)
    {
        if (before?.ControllerRef().At("uid").Text() is { } former) Drop(_setsByOwner, former, change.Key);
        if (!deleted && change.Object.ControllerRef().At("uid").Text() is { } owner) Bucket(_setsByOwner, owner)[change.Key] = change.Object;
    }

    private WorkloadRef Root(WorkloadRef owner) =>
        owner.Kind == "ReplicaSet"
        && Get(KnownResources.ReplicaSets, new(owner.Namespace, owner.Name))?.ControllerRef() is { } deployment
            ? owner with { Kind = deployment.Text("kind"), Name = deployment.Text("name") }
            : owner;

    private NodeState State(string name)
    {
        if (!_nodes.TryGetValue(name, out var state)) _nodes[name] = state = new();
        return state;
    }

    private static SortedDictionary<ObjectKey, T> Bucket<TKey, T>(Dictionary<TKey, SortedDictionary<ObjectKey, T>> all, TKey name)
        where TKey : notnull
    {
        if (!all.TryGetValue(name, out var bucket)) all[name] = bucket = new(ObjectKeyOrder.Instance);
        return bucket;
    }

    private static void Drop<T>(Dictionary<string, SortedDictionary<ObjectKey, T>> all, string name, ObjectKey key)
    {
        if (!all.TryGetValue(name, out var bucket)) return;
        bucket.Remove(key);
        if (bucket.Count == 0) all.Remove(name);
    }
}
