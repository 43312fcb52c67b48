using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Clusters;
using FedScaler.Controllers.Fleet.Karmada.Proxy;
using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Fleet.Karmada;

/// <summary>
/// Members that have joined a Karmada control plane, which is the hub: looked into through its cluster proxy, given their shares as
/// Works, and counted in its ResourceBindings. FedScaler has no credential of any member.
/// </summary>
public sealed class KarmadaFederation : IFederation
{
    private readonly KarmadaFleet _fleet;
    private readonly KarmadaBindings _bindings;

    /// <param name="hub">The API server of the control plane.</param>
    /// <param name="clients">Makes clients of members over the hub's proxy; they are fenced as the hub's is.</param>
    public KarmadaFederation(IKubeClient hub, IProxyClientFactory clients, FleetOptions options, FleetServices services)
    {
        var clusters = new ClusterWatch(hub, services);
        _bindings = new KarmadaBindings(hub, clusters, options, services);
        _fleet = new KarmadaFleet(hub, clusters, clients, _bindings.Policies, _bindings.Reports, options, services);
        Checks = new Dictionary<string, Func<string?>>(_bindings.Checks)
        {
            ["members"] = () => clusters.Synced ? null : $"Clusters are not listed yet: {clusters.Informer.Status.LastError ?? "waiting for the hub"}",
            ["works"] = () => _fleet.WhyWorksUnknown,
        };
    }

    /// <inheritdoc/>
    public string Name => "karmada";

    /// <inheritdoc/>
    public IFleet Fleet => _fleet;

    /// <inheritdoc/>
    public IRemovalFleet Removals => _fleet.Removals;

    /// <inheritdoc/>
    public IBindingStore Bindings => _bindings.Store;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<string?>> Checks { get; }

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_fleet.RunAsync(cancellationToken), _bindings.RunAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _bindings.Dispose();
    }
}
