using System.Collections.Concurrent;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>The Works of ours on the hub, as its cache has them, and our own last writes that it has not brought back yet.</summary>
internal sealed class ShareWorks
{
    private const string ByTarget = "target";
    private const string ByMember = "member";

    private readonly TimeProvider _time;
    private readonly FleetOptions _options;
    private readonly TrackedTargets _tracked;
    private readonly ConcurrentDictionary<(string Member, TargetRef Target), (WriteMark Mark, DateTimeOffset At)> _open = new();

    public ShareWorks(IKubeClient hub, TrackedTargets tracked, FleetOptions options, FleetServices services)
    {
        (_time, _options, _tracked) = (services.Time, options, tracked);
        Informer = services.HubInformer(hub, new InformerOptions<WorkRecord>(KarmadaResources.Works, new WorkDecoder(), static work => work.Identity)
        {
            LabelSelector = $"{HpaMarks.ManagedByLabel}={HpaMarks.ManagedByValue}",
        });
        Informer.AddIndex(ByTarget, static work => $"{work.Member}/{work.Hpa.Namespace}/{work.Hpa.TargetName}");
        Informer.AddIndex(ByMember, static work => work.Member);
        Informer.Subscribe(Tell);
        Informer.StatusChanged += _ => Changed?.Invoke(new FleetChange(null, null));
    }

    /// <summary>A Work changed, or what can be said of all of them.</summary>
    public event Action<FleetChange>? Changed;

    public Informer<WorkRecord> Informer { get; }

    /// <summary>Why nothing follows from what is in the cache and what is not, in words for the user; null where it does.</summary>
    public string? WhyUnknown => Informer.Status switch
    {
        { Synced: false, LastError: { } error } => $"the Works on the hub are not read yet: {error}",
        { Synced: false } => "the Works on the hub are not read yet",
        { Suspicious: true } => "most of our Works vanished from the hub at once",
        _ => null,
    };

    /// <summary>The Work that brings an HPA of this name to a member.</summary>
    public static ObjectKey KeyOf(string member, string ns, string hpa) => new(KarmadaKeys.ExecutionNamespace(member), WorkName.Of(ns, hpa));

    public WorkRecord? Get(ObjectKey key) => Informer.Get(key);

    /// <summary>Those whose HPA scales the target.</summary>
    public IEnumerable<WorkRecord> Of(string member, TargetRef target) =>
        Informer.ByIndex(ByTarget, $"{member}/{target.Namespace}/{target.Name}").Where(work => work.Hpa.Targets(target));

    /// <summary>All of one member.</summary>
    public IReadOnlyList<WorkRecord> Of(string member) => Informer.ByIndex(ByMember, member);

    /// <summary>Notes a write of ours: nothing is to be acted on before the cache has it.</summary>
    public void Expect(TargetRef target, WorkRecord written) =>
        _open[(written.Member, target)] = (Informer.Mark(written.Key, written.ResourceVersion), _time.GetUtcNow());

    /// <summary>The Work whose last write of ours the cache has not brought back; null where there is none, or it has been waited for long enough.</summary>
    public ObjectKey? FindUnseen(string member, TargetRef target)
    {
        if (!_open.TryGetValue((member, target), out var write)) return null;
        if (!Informer.HasSeen(write.Mark) && _time.GetUtcNow() - write.At < _options.OwnWriteMaxAge) return write.Mark.Key;
        _open.TryRemove(KeyValuePair.Create((member, target), write));
        return null;
    }

    private void Tell(InformerChange<WorkRecord> change)
    {
        Tell(change.Object);
        if (change is { Old: { } old, New: { } now } && old.Hpa.TargetName != now.Hpa.TargetName) Tell(old);
    }

    private void Tell(WorkRecord work)
    {
        foreach (var target in _tracked.Named(work.Hpa.Namespace, work.Hpa.TargetName)) Changed?.Invoke(new FleetChange(work.Member, target));
    }
}
