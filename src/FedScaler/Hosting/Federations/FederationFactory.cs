using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Direct;
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

    public IFederation Create(FederationKind kind) => kind switch
    {
        _ => new DirectFederation(hub, DirectClients(), options, services),
    };

    private WrappedMemberClientFactory DirectClients() => new(
        new KubeconfigClientFactory(new MemberConfigPolicy(AllowLoopbackMembers), services.Time, services.Metrics, services.Activity) { Seed = services.Seed }, Wrap);
}
