using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Autoscaling;
using FedScaler.Sandbox.Simulation.Disruptions;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Simulation.Scheduling;
using FedScaler.Sandbox.Simulation.Workloads;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Simulation;

/// <summary>
/// The controllers of one member cluster: scheduler, kubelets, node lifecycle, Deployment, ReplicaSet, StatefulSet, CloneSet
/// HPA, and OpenKruise's. (What needs no simulation, such as garbage collection, every cluster of the sandbox has.) They move only in <see cref="Settle"/>, in a fixed order, so a run is repeatable from its seed.
/// One thread at a time may call it; others may write to the store meanwhile.
/// </summary>
public sealed class MemberSimulation : ISimulatedPart
{
    private static readonly ResourceType[] Watched =
    [
        KnownResources.Nodes, KnownResources.Deployments, KnownResources.ReplicaSets, KnownResources.StatefulSets, CloneSetDefinition.Resource,
        KruiseStatefulSetDefinition.Resource, KnownResources.HorizontalPodAutoscalers, KnownResources.PodDisruptionBudgets, KnownResources.Pods,
    ];

    private readonly IClusterStore _store;
    private readonly ConcurrentQueue<StoreEvent> _pending = new();
    private readonly SimulationContext _context;
    private readonly SortedDictionary<MemberController, KeyedController> _controllers;

    /// <param name="name">The member's name, as reports and <see cref="LoadGenerator"/> show it.</param>
    public MemberSimulation(string name, IClusterStore store, TimeProvider time, SimulationSettings settings)
    {
        Name = name;
        _store = store;
        _context = new(store, time, settings);
        Metrics = new(_context.Index);
        _context.Pods.Lag = settings.PodCacheLag;
        _controllers = new()
        {
            [MemberController.NodeLifecycle] = new NodeLifecycle(_context),
            [MemberController.Deployment] = new DeploymentController(_context),
            [MemberController.ReplicaSet] = new ReplicaSetController(_context),
            [MemberController.StatefulSet] = new StatefulSetController(_context, KnownResources.StatefulSets),
            [MemberController.CloneSet] = new CloneSetController(_context),
            [MemberController.KruiseStatefulSet] = new StatefulSetController(_context, KruiseStatefulSetDefinition.Resource),
            [MemberController.Disruption] = new DisruptionController(_context),
            [MemberController.Scheduler] = new Scheduler(_context),
            [MemberController.Kubelet] = new Kubelet(_context),
            [MemberController.HorizontalPodAutoscaler] = new HpaController(_context, Metrics),
        };
        Incidents = new(store, time);
        store.Changed += Enqueue;
        Resynchronize();
    }

    /// <inheritdoc cref="MemberSimulation(string, IClusterStore, TimeProvider, SimulationSettings)"/>
    public MemberSimulation(IClusterStore store, TimeProvider time, SimulationSettings settings)
        : this("member", store, time, settings)
    {
    }

    /// <summary>Raised when there may be something to settle, often on a writer's thread and under the store's lock: only signal from it.</summary>
    public event Action? Woken;

    public string Name { get; }

    /// <summary>What the member's metrics APIs tell its HPA.</summary>
    public SimulatedMetrics Metrics { get; }

    /// <summary>What the member's controllers know of it.</summary>
    internal ClusterIndex Index => _context.Index;

    /// <summary>When something happens next by the clock alone; null when nothing will.</summary>
    public DateTimeOffset? NextDue => _controllers.Values.Select(controller => controller.NextDue).Append(_context.Pods.NextDue).Min();

    /// <summary>What befalls the member when a test or a demo says so.</summary>
    public MemberIncidents Incidents { get; }

    /// <summary>
    /// How far the cache from which the workload controllers read pods is behind the store; zero for not at all. A longer or
    /// shorter lag applies at once, to changes that are under way too. While a fleet moves, set it in <see cref="FleetSimulation.Change"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan PodCacheLag
    {
        get => _context.Pods.Lag;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _context.Pods.Lag = value;
            Woken?.Invoke();
        }
    }

    /// <summary>Pods of a workload that take requests, as of the last <see cref="Settle"/>.</summary>
    public int ReadyPods(WorkloadRef workload) => _context.Index.Serving(workload);

    /// <summary>Stops one controller, or lets it go on with what has come up since. While a fleet moves, call it in <see cref="FleetSimulation.Change"/>.</summary>
    public void Pause(MemberController controller, bool paused = true)
    {
        _controllers[controller].IsPaused = paused;
        Woken?.Invoke();
    }

    /// <summary>
    /// Takes in all changes of the store and works off what they and the clock make due, until nothing is left.
    /// Returns whether anything was written.
    /// </summary>
    public bool Settle()
    {
        var before = _context.Writes;
        Drain();
        bool busy;
        do
        {
            busy = false;
            foreach (var controller in _controllers.Values) busy |= controller.Work(Drain);
        }
        while (busy);
        return _context.Writes != before;
    }

    /// <summary>Reads the store anew: at the start, and after it was restored from a backup, which raises no events.</summary>
    public void Resynchronize()
    {
        Drain();
        _context.Pods.Relist();
        foreach (var controller in _controllers.Values) controller.Relist();
        foreach (var resource in Watched)
        {
            var found = _store.List(resource);
            var there = found.Select(value => value.Key()).ToHashSet();
            foreach (var gone in _context.Index.List(resource).Where(value => !there.Contains(value.Key())).ToList())
                Take(Synthetic(WatchEventType.Deleted, resource, gone));
            // A write since the subscription comes twice; taking it again changes nothing.
            foreach (var value in found) Take(Synthetic(WatchEventType.Added, resource, value));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Changed -= Enqueue;

    private void Enqueue(StoreEvent change)
    {
        _pending.Enqueue(change);
        Woken?.Invoke();
    }

    private void Drain()
    {
        while (_pending.TryDequeue(out var change)) Take(change);
        while (_context.Pods.TryReceive(_context.Now, out var arrived))
        {
            foreach (var controller in _controllers.Values)
                if (controller.SeesPodsFromCache) controller.Observe(arrived);
        }
    }

    private void Take(StoreEvent change)
    {
        if (!Watched.Contains(change.Resource)) return;
        var applied = _context.Index.Apply(change);
        var late = applied.Pod is not null && !_context.Pods.IsCurrent;
        foreach (var controller in _controllers.Values)
            if (!late || !controller.SeesPodsFromCache) controller.Observe(applied);
        if (late) _context.Pods.Send(applied);
    }

    private StoreEvent Synthetic(WatchEventType type, ResourceType resource, JsonObject value) =>
        new(_store.Revision, _context.Now, type, resource, value.Key(), value, null);
}
