using FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>
/// Takes our marks off a binding that another scheduler has by now, or that no policy governs: members' counts are Karmada's again.
/// Not before the binding says what they run, or Karmada would scale them to something else that instant.
/// </summary>
internal sealed class RetentionRelease : IDisposable
{
    /// <summary>A new scheduler may have divided anew, and members that keep their counts will never come to it: then its word holds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly BindingWrites _writes;
    private readonly Informer<BindingRecord> _bindings;
    private readonly Templates _templates;
    private readonly Rivals _rivals;
    private readonly FleetServices _services;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly Dictionary<ObjectKey, long> _since = [];

    public RetentionRelease(IKubeClient hub, Informer<BindingRecord> bindings, Templates templates, Rivals rivals, FleetServices services)
    {
        (_writes, _bindings, _templates, _rivals, _services) = (new BindingWrites(hub), bindings, templates, rivals, services);
        _queue = new WorkQueue<ObjectKey>(new WorkQueueOptions<ObjectKey>("karmada-release"), services.Time, services.Metrics, services.JitterOf("karmada-release"));
        _bindings.Subscribe(Note);
        _rivals.Changed += _ => NoteAll();
        _rivals.StatusChanged += NoteAll;
        _services.Brake.Changed += NoteAll;
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        new Controller<ObjectKey>(
            // One at a time: what is waited for is kept without a lock.
            _queue, ReconcileAsync, new ControllerOptions { Workers = 1 }, _services.Time, _services.Loggers.CreateLogger(FleetLog.Category), _services.Metrics, _services.Activity)
            .RunAsync(cancellationToken);

    /// <summary>One reconcile; never two of one key at a time.</summary>
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_bindings.Get(key) is not { HasStatusMark: true } binding || binding.IsOurs)
        {
            _since.Remove(key);
            return ReconcileResult.Finished;
        }

        // While its HPAs are in the members, a FedHPA that cannot act any more still has them scaled: they would fight with Karmada.
        if (_services.Brake.State is not { Known: true, Reason: null } || _rivals.WhyUnknown is not null || _rivals.IsLed(binding.Target)) return ReconcileResult.Finished;
        _templates.Need(binding.Target);
        if (_templates.WatchOf(binding.Target) is not { IsKnown: true }) return new ReconcileResult.After(LookAgain);
        if (!_since.TryGetValue(key, out var since)) _since[key] = since = _services.Time.GetTimestamp();
        if (!Agrees(binding) && _services.Time.GetElapsedTime(since) < Patience) return new ReconcileResult.After(LookAgain);
        try
        {
            if (_templates.Get(binding.Target) is { RetainedFrom: not null } template && _templates.TypeOf(binding.Target) is { } type)
                await _writes.ReleaseAsync(type, template, cancellationToken);
            await _writes.MarkStatusAsync(binding, null, cancellationToken);
            return ReconcileResult.Finished;
        }
        catch (KubeApiException error) when (error.IsConflict || error.IsNotFound)
        {
            return new ReconcileResult.Retry($"binding {key} has changed meanwhile");
        }
    }

    public void Dispose()
    {
        _services.Brake.Changed -= NoteAll;
        _queue.Dispose();
    }

    private static bool Agrees(BindingRecord binding) =>
        binding.Clusters.All(cluster => binding.Reported.GetValueOrDefault(cluster.Name).Replicas == cluster.Replicas);

    private void Note(InformerChange<BindingRecord> change)
    {
        if (change.New is { HasStatusMark: true } binding && !binding.IsOurs) _queue.Add(binding.Key);
    }

    private void NoteAll()
    {
        foreach (var binding in _bindings.Items)
            if (binding.HasStatusMark && !binding.IsOurs) _queue.Add(binding.Key);
    }
}
