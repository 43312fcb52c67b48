using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Direct;
using FedScaler.Controllers.Fleet.Karmada;
using FedScaler.Controllers.Fleet.Karmada.Proxy;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;

namespace FedScaler.Hosting.Federations;

/// <summary>Makes the federation that was chosen: the one place that knows all of them.</summary>
/// <param name="hub">The hub's client; the caller disposes it after the federation.</param>
internal sealed class FederationFactory(IKubeClient hub, FleetOptions options, FleetServices services)
{
    /// <inheritdoc cref="ServiceOptions.AllowLoopbackMembers"/>
    public bool AllowLoopbackMembers { get; init; }

    /// <inheritdoc cref="ServiceOptions.HubConnection"/>
    public ClusterConnection? Connection { get; init; }

    /// <summary>What each member's client is wrapped in.</summary>
    public Func<IKubeClient, IKubeClient> Wrap { get; init; } = static client => client;

    /// <exception cref="InvalidOperationException">Karmada, and how the hub is connected to is not known.</exception>
    public IFederation Create(FederationKind kind) => kind switch
    {
        FederationKind.Karmada => new KarmadaFederation(hub, ProxyClients(), options, services),
        _ => new DirectFederation(hub, DirectClients(), options, services),
    };

    private ProxyClientFactory ProxyClients() =>
        new(Connection ?? throw new InvalidOperationException("members are reached through the hub, and how that is connected to was not told"), services.Time, services.Metrics, services.Activity)
        {
            Seed = services.Seed,
            Wrap = Wrap,
        };

    private WrappedMemberClientFactory DirectClients() => new(
        new KubeconfigClientFactory(new MemberConfigPolicy(AllowLoopbackMembers), services.Time, services.Metrics, services.Activity) { Seed = services.Seed }, Wrap);
}
