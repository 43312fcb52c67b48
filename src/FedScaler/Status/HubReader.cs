using System.Text.Json.Serialization.Metadata;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Status;

/// <summary>Reads the hub once. What the reader may not list is said, and the rest is shown without it.</summary>
internal sealed class HubReader(IKubeClient hub, string? ns)
{
    private readonly Dictionary<string, string> _unread = [];

    /// <exception cref="KubeApiException">The hub refused for another reason than a missing right, or does not know FedHPAs.</exception>
    public async Task<HubSight> ReadAsync(CancellationToken cancellationToken) => new()
    {
        FedHpas = await ListAsync(ApiResources.FedHpas, ApiJson.Default.FedHpa, cancellationToken),
        Bindings = await ListAsync(ApiResources.ReplicaBindings, ApiJson.Default.ReplicaBinding, cancellationToken),
        CronHpas = await ListAsync(ApiResources.CronHpas, ApiJson.Default.CronHpa, cancellationToken),
        ScaleIns = await ListAsync(ApiResources.ScaleIns, ApiJson.Default.ScaleIn, cancellationToken),
        Members = await ListAsync(ApiResources.MemberClusters, ApiJson.Default.MemberCluster, cancellationToken),
        Unread = _unread,
    };

    private async Task<IReadOnlyCollection<T>> ListAsync<T>(ResourceType type, JsonTypeInfo<T> json, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await hub.ListPagesAsync(type, type.Namespaced ? ns : null, new ListOptions(Limit: 500), JsonDecoder<T>.Of(json), cancellationToken)).Items;
        }
        catch (KubeApiException refused) when (refused.Code is 401 or 403)
        {
            _unread[type.Kind] = refused.Status.Message;
            return [];
        }
    }
}
