using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Capacity;
using FedScaler.Kube.Models;
using FedScaler.Kube.Projections;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>
/// Follows a member's nodes, and its pods from the first time that a workload's fit is needed: nodes are few and show what
/// the member has, pods are many and of no use before.
/// </summary>
internal sealed class CapacityWatch : IAsyncDisposable
{
    // Pods that have ended take no room. A pod that ends leaves such a watch as if it were deleted.
    private const string NotEnded = "status.phase!=Succeeded,status.phase!=Failed";

    public static readonly InformerOptions<NodeProjection> NodeInformer = new(
        KnownResources.Nodes, NodeProjection.Decoder, static node => new ObjectIdentity(new ObjectKey(null, node.Name), node.Uid, node.ResourceVersion));

    public static readonly InformerOptions<PodProjection> PodInformer = new(
        KnownResources.Pods, PodProjection.Decoder, static pod => new ObjectIdentity(pod.Key, pod.Uid, pod.ResourceVersion))
    {
        FieldSelector = NotEnded,
    };

    private readonly MemberScope _scope;
    private readonly Lock _gate = new();
    private volatile MemberCache<PodProjection>? _pods;

    public CapacityWatch(MemberScope scope)
    {
        _scope = scope;
        Nodes = new MemberCache<NodeProjection>(scope, NodeInformer);
        Nodes.Informer.Subscribe(Ledger.Apply);
        Nodes.StatusChanged += OnStatusChanged;
        Ledger.Changed += OnStatusChanged;
    }

    /// <summary>What capacity there is, or whether it is known, may have changed.</summary>
    public event Action? Changed;

    public MemberCapacity Ledger { get; } = new();

    public MemberCache<NodeProjection> Nodes { get; }

    public MemberCache<PodProjection>? Pods => _pods;

    public void Start() => Nodes.Start();

    public void NeedPods()
    {
        lock (_gate)
        {
            if (_pods is not null) return;
            var pods = new MemberCache<PodProjection>(_scope, PodInformer);
            pods.Informer.Subscribe(Ledger.Apply);
            pods.StatusChanged += OnStatusChanged;
            _pods = pods;
            pods.Start();
        }
    }

    /// <summary>Why a fit cannot be told, in words for the user; null when it can.</summary>
    public string? WhyUnknown() =>
        WhyUnknown(Nodes) ?? (Pods is { } pods ? WhyUnknown(pods) : "pods: not read, as no workload here is shared out");

    /// <summary>What keeps it from being known, with what would mend that; null where nothing does, be it known or still being read.</summary>
    public string? WhyUnreadable() => WhyUnreadable(Nodes) ?? (Pods is { } pods ? WhyUnreadable(pods) : null);

    public FitReading Read(TargetRef target, WorkloadRecord workload)
    {
        var reading = Ledger.Read(target, workload);
        return WhyUnknown() is null ? reading : reading with { Fit = null, Free = null };
    }

    /// <summary>Replicas of a pod template of which nothing runs here that the free capacity takes; null where that is not known.</summary>
    public int? FreeFor(PodTemplateRequirements template) => WhyUnknown() is null ? Ledger.FreeFor(template) : null;

    /// <summary>The sums that status shows; null while the nodes are not known.</summary>
    public CapacityTotals? ReadTotals() => WhyUnknown(Nodes) is null ? Ledger.Totals() : null;

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        if (Pods is { } pods) await pods.DisposeAsync();
    }

    private string? WhyUnreadable(IMemberCache cache) => cache.Informer.Status is { LastError: not null } or { Suspicious: true } ? WhyUnknown(cache) : null;

    private string? WhyUnknown(IMemberCache cache) =>
        cache.WhyUnknown(_scope.Options.CapacityMaxAge)
        ?? (cache.Informer.Status.Suspicious ? $"{cache.Informer.Resource}: most of them vanished at once" : null);

    private void OnStatusChanged() => Changed?.Invoke();
}
