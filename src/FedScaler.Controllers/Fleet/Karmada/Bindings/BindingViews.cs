using System.Collections.Concurrent;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>
/// The bindings that are ours to schedule, put together from three caches: ResourceBindings, the workloads that they are about, and
/// the Clusters that their placements look at.
/// </summary>
internal sealed class BindingViews : IObjectCache<ReplicaBinding>
{
    private readonly Informer<BindingRecord> _bindings;
    private readonly Templates _templates;
    private readonly IPlacementClusters _clusters;
    private readonly Func<string?> _isWanting;
    private readonly ConcurrentDictionary<ObjectKey, KarmadaBinding> _views = new();
    private readonly Lock _telling = new();
    private Action<InformerChange<ReplicaBinding>>[] _subscribers = [];
    private InformerStatus _told;

    /// <param name="isWanting">What else must be known before bindings are acted on, in words; null once it is.</param>
    public BindingViews(Informer<BindingRecord> bindings, Templates templates, IPlacementClusters clusters, Func<string?> isWanting)
    {
        (_bindings, _templates, _clusters, _isWanting) = (bindings, templates, clusters, isWanting);
        _told = Status;
        _bindings.Subscribe(Note);
        _bindings.StatusChanged += _ => TellStatus();
        _templates.Changed += target => Refresh(KarmadaBindingName.Of(target));
        _templates.StatusChanged += RefreshAll;
        _clusters.Changed += RefreshAll;
    }

    /// <inheritdoc/>
    public event Action<InformerStatus>? StatusChanged;

    /// <inheritdoc/>
    public ResourceType Resource => KarmadaResources.ResourceBindings;

    /// <inheritdoc/>
    public InformerStatus Status
    {
        get
        {
            var status = _bindings.Status;
            return status with
            {
                Synced = status is { Synced: true, ResourceVersion: not null } && WhyUnknown is null,
                Live = status.Live && _templates.All.All(static watch => watch.IsLive),
                Suspicious = status.Suspicious || _templates.All.Any(static watch => watch.IsSuspicious),
            };
        }
    }

    /// <summary>Why what is not here may be there all the same, in words; null where it may not.</summary>
    public string? WhyUnknown =>
        _bindings.Status is { Synced: true, ResourceVersion: not null }
            ? _isWanting() ?? _templates.All.Select(static watch => watch.WhyUnknown).FirstOrDefault(static why => why is not null)
            : $"ResourceBindings are not listed yet: {_bindings.Status.LastError ?? "waiting for the hub"}";

    /// <summary>How the hub serves the kind of a target; null where that is not known.</summary>
    public ResourceType? TypeOf(TargetRef target) => _templates.TypeOf(target);

    /// <inheritdoc/>
    public ReplicaBinding? Get(ObjectKey key) => _views.GetValueOrDefault(key);

    /// <summary>The same of objects that are newer than the caches.</summary>
    public KarmadaBinding Put(BindingRecord binding, TemplateRecord template) => KarmadaBinding.Of(binding, template, PlacementReader.Read(binding, _clusters.All));

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<InformerChange<ReplicaBinding>> subscriber)
    {
        lock (_telling)
        {
            foreach (var view in _views.Values) subscriber(new InformerChange<ReplicaBinding>(InformerChangeKind.Added, null, view));
            _subscribers = [.. _subscribers, subscriber];
        }

        return new Subscription(this, subscriber);
    }

    /// <inheritdoc/>
    public bool HasSeen(ObjectKey key, string resourceVersion)
    {
        var parts = resourceVersion.Split(KarmadaBinding.Separator);
        if (!_bindings.HasSeen(key, parts[0])) return false;
        if (parts.Length == 1 || _bindings.Get(key) is not { } binding) return true;
        return _templates.WatchOf(binding.Target)?.Informer is not { } templates
            || templates.HasSeen(new ObjectKey(binding.Target.Namespace, binding.Target.Name), parts[1]);
    }

    /// <inheritdoc/>
    public WriteMark Mark(ObjectKey key, string resourceVersion) => new(key, resourceVersion, Status.Rewinds);

    /// <inheritdoc/>
    public bool HasSeen(WriteMark mark) => Status.Rewinds != mark.Rewinds || HasSeen(mark.Key, mark.ResourceVersion);

    /// <summary>What else must be known, or the readings that bindings rest on, changed.</summary>
    public void RefreshAll()
    {
        foreach (var binding in _bindings.Items) Refresh(binding.Key);
        TellStatus();
    }

    private void Note(InformerChange<BindingRecord> change)
    {
        if (change.New is { IsOurs: true } ours) _templates.Need(ours.Target);
        Refresh(change.Object.Key);
    }

    private void Refresh(ObjectKey key)
    {
        lock (_telling)
        {
            var before = _views.GetValueOrDefault(key);
            var binding = _bindings.Get(key);
            var template = binding is { IsOurs: true } ? _templates.Get(binding.Target) : null;
            var after = template is null ? null : Put(binding!, template);
            if (after is null ? before is null : before?.IsAs(after) == true) return;
            if (after is null) _views.TryRemove(key, out _);
            else _views[key] = after;
            if (before is not null && before.Metadata.Uid != after?.Metadata.Uid)
            {
                Tell(new InformerChange<ReplicaBinding>(InformerChangeKind.Deleted, before, null));
                before = null;
            }

            if (after is not null) Tell(new InformerChange<ReplicaBinding>(before is null ? InformerChangeKind.Added : InformerChangeKind.Updated, before, after));
        }
    }

    private void Tell(InformerChange<ReplicaBinding> change)
    {
        foreach (var subscriber in _subscribers) subscriber(change);
    }

    private void TellStatus()
    {
        InformerStatus now;
        lock (_telling)
        {
            now = Status;
            if (now with { LastContact = _told.LastContact, ResourceVersion = _told.ResourceVersion } == _told) return;
            _told = now;
        }

        StatusChanged?.Invoke(now);
    }

    private sealed class Subscription(BindingViews views, Action<InformerChange<ReplicaBinding>> subscriber) : IDisposable
    {
        public void Dispose()
        {
            lock (views._telling) views._subscribers = [.. views._subscribers.Where(other => other != subscriber)];
        }
    }
}
