using System.Text.Json.Nodes;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>
/// Looks through all that selects pods for a label that nobody asks for. What may not be listed may ask for anything: then no
/// label is free.
/// </summary>
internal sealed class FreeLabelSearch(RemovalReads reads, ILogger logger, string member)
{
    private static readonly (ResourceType Type, Func<JsonObject, IEnumerable<string>> KeysOf)[] Selecting =
    [
        (KnownResources.Services, SelectorKeys.OfMap),
        (KnownResources.ReplicationControllers, SelectorKeys.OfMap),
        (KnownResources.PodDisruptionBudgets, SelectorKeys.OfSelector),
        (KnownResources.Deployments, SelectorKeys.OfWorkload),
        (KnownResources.StatefulSets, SelectorKeys.OfWorkload),
        (KnownResources.DaemonSets, SelectorKeys.OfWorkload),
        (KnownResources.ReplicaSets, SelectorKeys.OfWorkload),
    ];

    private static readonly (string ApiVersion, string Kind)[] Kruise = [("apps.kruise.io/v1alpha1", "CloneSet"), ("apps.kruise.io/v1beta1", "StatefulSet")];

    public async Task<BarrierLabel?> FindAsync(JsonObject workload, string ns, CancellationToken cancellationToken)
    {
        var own = SelectorKeys.OfWorkload(workload).ToHashSet(StringComparer.Ordinal);
        BarrierLabel[] candidates = [.. FreeLabel.Candidates(workload).Where(label => !own.Contains(label.Name))];
        if (candidates.Length == 0) return null;
        try
        {
            var uses = Selecting.Select(each => KeysAsync(each.Type, ns, each.KeysOf, cancellationToken))
                .Append(PoliciesAsync(ns, cancellationToken))
                .Concat(Kruise.Select(each => KruiseAsync(each.ApiVersion, each.Kind, ns, cancellationToken)));
            var used = (await Task.WhenAll(uses)).SelectMany(static keys => keys).ToHashSet(StringComparer.Ordinal);
            return Array.Find(candidates, label => !used.Contains(label.Name));
        }
        catch (KubeApiException error) when (error.Code is 401 or 403)
        {
            RemovalLog.NoLabelFree(logger, member, error.Message);
            return null;
        }
    }

    private async Task<HashSet<string>> KeysAsync(ResourceType type, string? ns, Func<JsonObject, IEnumerable<string>> keysOf, CancellationToken cancellationToken)
    {
        try
        {
            var items = await reads.ListAsync(type, ns, null, JsonDecoders.Object, cancellationToken);
            return items.SelectMany(keysOf).ToHashSet(StringComparer.Ordinal);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            // It is not served there, so nothing of it selects.
            return [];
        }
    }

    // Those of all namespaces: a database's policy may let in pods of this one by their labels.
    private Task<HashSet<string>> PoliciesAsync(string ns, CancellationToken cancellationToken) =>
        KeysAsync(KnownResources.NetworkPolicies, null, policy => SelectorKeys.OfNetworkPolicy(policy, policy.At("metadata", "namespace").Text() == ns), cancellationToken);

    // Asked for only where it is served: who has no right to a group is told 403, also where there is none.
    private async Task<HashSet<string>> KruiseAsync(string apiVersion, string kind, string ns, CancellationToken cancellationToken) =>
        (await reads.ResolveAsync(apiVersion, kind, cancellationToken)).TypeOrNull is { } type ? await KeysAsync(type, ns, SelectorKeys.OfWorkload, cancellationToken) : [];
}
