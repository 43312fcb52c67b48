using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Direct.Bindings;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>Members that MemberClusters name, spoken to straight at their own API servers, and ReplicaBindings on the hub.</summary>
public sealed class DirectFederation : IFederation
{
    private readonly DirectFleet _fleet;
    private readonly Informer<ReplicaBinding> _bindings;

    public DirectFederation(IKubeClient hub, IMemberClientFactory clients, FleetOptions options, FleetServices services)
    {
        _fleet = new DirectFleet(hub, clients, options, services);
        _bindings = services.HubInformer(hub, new InformerOptions<ReplicaBinding>(
            ApiResources.ReplicaBindings, JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding), static o => ObjectIdentity.Of(o.Metadata)));
        Bindings = new ReplicaBindingStore(hub, _bindings);
        Checks = new Dictionary<string, Func<string?>>
        {
            ["bindings"] = () => _bindings.Status.Synced ? null : $"ReplicaBindings are not listed yet: {UnreadKind.Why(_bindings) ?? "waiting for the hub"}",
            ["members"] = () => _fleet.Synced ? null : "MemberClusters are not listed yet",
        };
    }

    /// <inheritdoc/>
    public string Name => "direct";

    /// <inheritdoc/>
    public IFleet Fleet => _fleet;

    /// <inheritdoc/>
    public IRemovalFleet Removals => _fleet;

    /// <inheritdoc/>
    public IBindingStore Bindings { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<string?>> Checks { get; }

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_fleet.RunAsync(cancellationToken), _bindings.RunAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _fleet.DisposeAsync();
}
