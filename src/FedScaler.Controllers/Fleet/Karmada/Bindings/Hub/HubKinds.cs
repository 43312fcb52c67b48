using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Hub;

/// <summary>By which plural the hub serves a kind.</summary>
internal sealed class HubKinds(IKubeClient hub)
{
    private static readonly JsonDecoder<ResourceListFields> Decoder = JsonDecoder<ResourceListFields>.Of(FleetJson.Default.ResourceListFields);

    /// <summary>Null where the hub serves no such kind; throws what <see cref="IKubeClient"/> throws where it could not be asked.</summary>
    public async Task<ResourceType?> FindAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        try
        {
            var list = await hub.GetPathAsync(apiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{apiVersion}" : $"/api/{apiVersion}", Decoder, cancellationToken);
            if (list.Resources?.Find(resource => resource.Kind == kind && !resource.Name.Contains('/', StringComparison.Ordinal)) is not { } found) return null;
            var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
            return new ResourceType(slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], found.Name, kind, found.Namespaced);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }
}
