using System.Collections.Concurrent;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;

/// <summary>The workloads on the hub, of the kinds that a binding of ours is about: each kind is followed from its first binding on.</summary>
internal sealed class Templates(IKubeClient hub, FleetOptions options, FleetServices services)
{
    private readonly ConcurrentDictionary<(string ApiVersion, string Kind), HubWatch<TemplateRecord>> _watches = new();
    private readonly Lock _starting = new();
    private readonly List<Task> _running = [];
    private CancellationToken? _stopping;

    /// <summary>A workload came, changed or went.</summary>
    public event Action<TargetRef>? Changed;

    /// <summary>Karmada itself changed the count of a workload, from one to another.</summary>
    public event Action<TargetRef, int, int>? Counted;

    /// <summary>How far they can be believed changed.</summary>
    public event Action? StatusChanged;

    public IEnumerable<HubWatch<TemplateRecord>> All => _watches.Values;

    public void Need(TargetRef target)
    {
        lock (_starting)
        {
            if (_watches.ContainsKey((target.ApiVersion, target.Kind))) return;
            var watch = new HubWatch<TemplateRecord>(hub, target.ApiVersion, target.Kind, new TemplateDecoder(), static t => t.Identity, options, services);
            watch.Changed += change => Tell(new TargetRef(change.Object.Key.Namespace ?? "", target.ApiVersion, target.Kind, change.Object.Key.Name), change);
            watch.StatusChanged += () => StatusChanged?.Invoke();
            _watches[(target.ApiVersion, target.Kind)] = watch;
            // Before it is started: who is told only that it is live would not know that he was wrong to wait for nothing.
            StatusChanged?.Invoke();
            if (_stopping is { } stopping) _running.Add(watch.RunAsync(stopping));
        }
    }

    private void Tell(TargetRef target, InformerChange<TemplateRecord> change)
    {
        if (change is { Old: { } before, New: { IsCountedByKarmada: true } now } && now.Replicas != before.Replicas) Counted?.Invoke(target, before.Replicas, now.Replicas);
        Changed?.Invoke(target);
    }

    public HubWatch<TemplateRecord>? WatchOf(TargetRef target) => _watches.GetValueOrDefault((target.ApiVersion, target.Kind));

    public TemplateRecord? Get(TargetRef target) => WatchOf(target)?.Get(new ObjectKey(target.Namespace, target.Name));

    /// <summary>How the hub serves the kind; null where that is not known yet, or it does not.</summary>
    public ResourceType? TypeOf(TargetRef target) => WatchOf(target)?.Informer?.Resource;

    /// <summary>Follows what is needed by then and later until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        lock (_starting)
        {
            _stopping = cancellationToken;
            foreach (var watch in _watches.Values) _running.Add(watch.RunAsync(cancellationToken));
        }

        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, services.Time, cancellationToken);
        }
        finally
        {
            Task[] running;
            lock (_starting) running = [.. _running];
            await Task.WhenAll(running).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
