using FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Karmada.Blind;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>All that FedScaler is as a scheduler of Karmada: which bindings are its own, what they say, and what stands against them.</summary>
internal sealed class KarmadaBindings : IDisposable
{
    private readonly Informer<BindingRecord> _bindings;
    private readonly Templates _templates;
    private readonly Rivals _rivals;
    private readonly SyncedCounts _synced;
    private readonly BindingViews _views;
    private readonly RetentionRelease _release;
    private readonly FleetOptions _options;

    public KarmadaBindings(IKubeClient hub, IPlacementClusters clusters, FleetOptions options, FleetServices services)
    {
        _options = options;
        _bindings = services.HubInformer(hub, new InformerOptions<BindingRecord>(KarmadaResources.ResourceBindings, new BindingDecoder(), static b => b.Identity));
        _templates = new Templates(hub, options, services);
        _rivals = new Rivals(hub, options, services);
        _views = new BindingViews(_bindings, _templates, clusters, () => _rivals.WhyUnknown ?? (clusters.Synced ? null : "Clusters are not listed yet"));
        _rivals.StatusChanged += _views.RefreshAll;
        Store = new KarmadaBindingStore(hub, _views, clusters, _rivals.IsPaused, services.Time);
        _synced = new SyncedCounts(services.Time);
        _templates.Counted += _synced.Note;
        Policies = new TargetPolicies(_bindings, _views, _templates, _rivals, _synced);
        Reports = new ReportedWorkloads(_bindings);
        _release = new RetentionRelease(hub, _bindings, _templates, _rivals, services);
        Checks = new Dictionary<string, Func<string?>> { ["bindings"] = () => _views.WhyUnknown };
    }

    public IBindingStore Store { get; }

    public ITargetPolicies Policies { get; }

    /// <summary>What members run as Karmada tells it, for those that cannot be looked into.</summary>
    public IReportedWorkloads Reports { get; }

    /// <summary>What has to be known before it is ready; see <see cref="IFederation.Checks"/>.</summary>
    public IReadOnlyDictionary<string, Func<string?>> Checks { get; }

    /// <summary>Follows the hub until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _bindings.RunAsync(cancellationToken), _templates.RunAsync(cancellationToken), _rivals.RunAsync(cancellationToken),
        _options.ReadOnly ? Task.CompletedTask : _release.RunAsync(cancellationToken));

    public void Dispose()
    {
        _release.Dispose();
        _synced.Dispose();
    }
}
