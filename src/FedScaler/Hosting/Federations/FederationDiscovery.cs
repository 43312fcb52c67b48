using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Hosting.Federations;

/// <summary>Tells by what a hub serves whether it is a Karmada control plane.</summary>
internal static class FederationDiscovery
{
    private const string Clusters = "cluster.karmada.io";
    private const string Works = "work.karmada.io";

    /// <summary>Asks once.</summary>
    /// <exception cref="UnclearFederationException">It is not ready, or serves one half of Karmada's APIs only.</exception>
    /// <remarks>Throws what <see cref="IKubeClient"/> throws where the hub cannot be asked.</remarks>
    public static async Task<FederationKind> AskAsync(IKubeClient hub, CancellationToken cancellationToken)
    {
        await WaitUntilReadyAsync(hub, cancellationToken);
        var answer = await hub.GetPathAsync("/apis", JsonDecoders.Object, cancellationToken);
        var groups = (answer["groups"] as JsonArray ?? []).Select(static group => group?["name"]?.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        return (groups.Contains(Clusters), groups.Contains(Works)) switch
        {
            (true, true) => FederationKind.Karmada,
            (false, false) => FederationKind.Direct,
            (var hasClusters, _) => throw new UnclearFederationException(
                $"the hub serves {(hasClusters ? Clusters : Works)} and not {(hasClusters ? Works : Clusters)}, as a Karmada control plane does while it is set up: " +
                "mend that, or say --federation direct or karmada"),
        };
    }

    /// <summary>An API server that has just started serves no group of a CRD yet, nor an aggregated one, and is not ready before it does.</summary>
    private static async Task WaitUntilReadyAsync(IKubeClient hub, CancellationToken cancellationToken)
    {
        try
        {
            await hub.GetPathAsync("/readyz", JsonDecoders.Nothing, cancellationToken);
        }
        catch (KubeApiException hidden) when (hidden.Code is 401 or 403 or 404)
        {
            // Whoever stands before it does not show it; what it serves is asked all the same.
        }
        catch (KubeApiException refused) when (refused.Code >= 500)
        {
            throw new UnclearFederationException($"the hub says that it is not ready: {refused.Message}");
        }
    }
}
