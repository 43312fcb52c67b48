using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Migrate.ControlPlane;

/// <summary>Reads single objects of a Karmada control plane, those that are not there as null.</summary>
internal sealed class ControlPlaneReader(IKubeClient hub)
{
    private readonly Dictionary<(string, string), ResourceType?> _kinds = [];

    public async Task<JsonObject?> FindAsync(ResourceType type, string? ns, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await hub.GetAsync(type, new ObjectKey(ns, name), JsonDecoders.Object, cancellationToken);
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>All of a kind; none where the control plane does not know it.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(ResourceType type, string? ns, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await hub.ListPagesAsync(type, ns, new ListOptions(Limit: 500), JsonDecoders.Object, cancellationToken)).Items];
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return [];
        }
    }

    /// <summary>The Works of a cluster.</summary>
    public Task<IReadOnlyList<JsonObject>> WorksOfAsync(string cluster, CancellationToken cancellationToken) => ListAsync(KarmadaResources.Works, KarmadaKeys.ExecutionNamespace(cluster), cancellationToken);

    /// <summary>The kind of an autoscaler's target as it is served here; null where it is not.</summary>
    public async Task<ResourceType?> ResolveAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        if (_kinds.TryGetValue((apiVersion, kind), out var known)) return known;
        return _kinds[(apiVersion, kind)] = await AskAsync(apiVersion, kind, cancellationToken);
    }

    private async Task<ResourceType?> AskAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        JsonObject served;
        try
        {
            served = await hub.GetPathAsync(apiVersion.Contains('/') ? $"/apis/{apiVersion}" : $"/api/{apiVersion}", JsonDecoders.Object, cancellationToken);
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }

        var resource = served["resources"].Items().FirstOrDefault(one => one["kind"].Text() == kind && one["name"].Text()?.Contains('/') == false);
        var parts = apiVersion.Split('/');
        return resource?["name"].Text() is { } plural ? new ResourceType(parts.Length > 1 ? parts[0] : "", parts[^1], plural, kind, resource["namespaced"].IsTrue()) : null;
    }
}
