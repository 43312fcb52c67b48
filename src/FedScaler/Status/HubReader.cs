using System.Text.Json.Serialization.Metadata;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Status.Kinds;

namespace FedScaler.Status;

/// <summary>Reads the hub once. What the reader may not list is said, and the rest is shown without it.</summary>
internal sealed class HubReader(IKubeClient hub, string? ns, HubKinds kinds)
{
    private readonly Dictionary<string, string> _unread = [];

    /// <exception cref="KubeApiException">The hub refused for another reason than a missing right, or does not know FedHPAs.</exception>
    public async Task<HubSight> ReadAsync(CancellationToken cancellationToken) => new()
    {
        Kinds = kinds,
        FedHpas = await ListAsync(ApiResources.FedHpas, ApiJson.Default.FedHpa, cancellationToken),
        Bindings = await ListAsync(kinds.Bindings.Type, kinds.Bindings.Decoder, cancellationToken),
        CronHpas = await ListAsync(ApiResources.CronHpas, ApiJson.Default.CronHpa, cancellationToken),
        ScaleIns = await ListAsync(ApiResources.ScaleIns, ApiJson.Default.ScaleIn, cancellationToken),
        Members = await ListAsync(kinds.Members.Type, kinds.Members.Decoder, cancellationToken),
        Unread = _unread,
    };

    private Task<IReadOnlyCollection<T>> ListAsync<T>(ResourceType type, JsonTypeInfo<T> json, CancellationToken cancellationToken)
        where T : class =>
        ListAsync(type, JsonDecoder<T>.Of(json), cancellationToken);

    private async Task<IReadOnlyCollection<T>> ListAsync<T>(ResourceType type, JsonDecoder<T> decoder, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await hub.ListPagesAsync(type, type.Namespaced ? ns : null, new ListOptions(Limit: 500), decoder, cancellationToken)).Items;
        }
        catch (KubeApiException refused) when (refused.Code is 401 or 403)
        {
            _unread[type.Kind] = refused.Status.Message;
            return [];
        }
    }
}
