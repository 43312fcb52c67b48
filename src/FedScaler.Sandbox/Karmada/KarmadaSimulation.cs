using System.Collections.Concurrent;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Karmada.Clusters;
using FedScaler.Sandbox.Karmada.Proxy;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada;

/// <summary>
/// A Karmada control plane over the sandbox's hub and members, as far as recordings of a real one show it. Its control loops
/// move only in <see cref="Settle"/>, in a fixed order. One thread at a time may call it; others may write to the stores meanwhile.
/// </summary>
public sealed class KarmadaSimulation : ISimulatedPart
{
    private readonly ConcurrentQueue<KarmadaChange> _pending = new();
    private readonly List<Action> _unsubscribe = [];
    private readonly KarmadaContext _context;
    private readonly SortedDictionary<KarmadaComponent, IKarmadaController> _controllers;
    private volatile bool _restored;

    /// <summary>Teaches the hub Karmada's kinds, and begins to work on what is there.</summary>
    /// <param name="members">All clusters that may <see cref="Join"/>.</param>
    /// <param name="simulations">What lives in them, for the metrics that Karmada's adapter gathers; a member without one has none.</param>
    public KarmadaSimulation(
        SandboxCluster hub, IReadOnlyList<SandboxCluster> members, IReadOnlyList<MemberSimulation> simulations, TimeProvider time, KarmadaSettings settings)
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(simulations);
        _context = new(hub, members, simulations, time, settings);
        KarmadaDefinitions.Install(hub);
        KarmadaWebhooks.Install(_context);
        ClusterJoin.Install(_context);
        ClusterProxy.Serve(hub, members);
        _controllers = KarmadaControllers.Create(_context);
        Follow(null, hub.Store);
        foreach (var member in members) Follow(member.Name, member.Store);
        Resynchronize();
    }

    /// <inheritdoc/>
    public event Action? Woken;

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => _context.Hub.Answers ? _controllers.Values.Min(controller => controller.NextDue) : null;

    /// <summary>Registers a member with the hub in push mode, as karmadactl join does.</summary>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public void Join(string member, IReadOnlyDictionary<string, string> labels) =>
        ClusterJoin.Join(_context, _context.Members[member], labels);

    /// <summary>Stops one control loop, or lets it go on with what has come up since. While a fleet moves, call it in <see cref="FleetSimulation.Change"/>.</summary>
    public void Pause(KarmadaComponent component, bool paused = true)
    {
        _controllers[component].IsPaused = paused;
        Woken?.Invoke();
    }

    /// <inheritdoc/>
    public bool Settle()
    {
        var before = _context.Writes;
        if (_restored) Resynchronize();
        Drain();
        // All of Karmada goes through the hub's API server: without it nothing moves.
        if (!_context.Hub.Answers) return false;
        bool busy;
        do
        {
            busy = false;
            foreach (var controller in _controllers.Values) busy |= controller.Work(Drain);
        }
        while (busy);
        return _context.Writes != before;
    }

    /// <summary>Reads every store anew: at the start, and after one was restored from a backup, which raises no events.</summary>
    private void Resynchronize()
    {
        _restored = false;
        Drain();
        foreach (var controller in _controllers.Values) controller.Relist();
        Read(null, _context.Hub.Store);
        foreach (var member in _context.Members.Values) Read(member.Name, member.Store);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var unsubscribe in _unsubscribe) unsubscribe();
    }

    private void Follow(string? member, ClusterStore store)
    {
        store.Changed += Enqueue;
        store.Restored += NoteRestored;
        _unsubscribe.Add(() =>
        {
            store.Changed -= Enqueue;
            store.Restored -= NoteRestored;
        });

        void NoteRestored()
        {
            _restored = true;
            Woken?.Invoke();
        }

        void Enqueue(StoreEvent change)
        {
            _pending.Enqueue(new(member, change));
            Woken?.Invoke();
        }
    }

    private void Read(string? member, ClusterStore store)
    {
        foreach (var resource in store.Resources)
        {
            foreach (var value in store.List(resource))
                Take(new(member, new(value.ResourceVersion(), _context.Now, WatchEventType.Added, resource, value.KeyIn(resource), value, null)));
        }
    }

    private void Drain()
    {
        while (_pending.TryDequeue(out var change)) Take(change);
    }

    private void Take(KarmadaChange change)
    {
        foreach (var controller in _controllers.Values) controller.Observe(change);
    }
}
