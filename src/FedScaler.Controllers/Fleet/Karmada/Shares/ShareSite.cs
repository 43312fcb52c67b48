using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>A member as one who writes a share looks at it.</summary>
internal sealed class ShareSite(KarmadaEntry entry, MemberConnection connection, FleetOptions options, TimeProvider time)
{
    /// <summary>
    /// How long Karmada is given where only its own word can be had: a Work does not say which of its manifests was applied, so one
    /// that was applied once and has not failed since then counts as applied.
    /// </summary>
    public static readonly TimeSpan BlindPatience = TimeSpan.FromSeconds(5);

    private static readonly HpaDecoder Decoder = new();

    public string Name => entry.Name;

    /// <inheritdoc cref="KarmadaEntry.WhyBlind"/>
    public bool IsBlind => entry.WhyBlind is not null;

    /// <summary>The HPA as the member's cache has it; null where it has none, or cannot be seen.</summary>
    public HpaRecord? Find(ObjectKey key) => connection.Caches.FindHpas(key.Namespace ?? "")?.Informer.Get(key);

    /// <summary>The resourceVersion of the HPA as its API server has it now; null where there is none.</summary>
    public async Task<string?> ReadVersionAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var calls = new MemberCalls(connection.Client, options.WriteDeadline, time, connection.Server);
        try
        {
            var hpa = await calls.WithinDeadlineAsync("a read", token => connection.Client.GetAsync(KnownResources.HorizontalPodAutoscalers, key, Decoder, token), cancellationToken);
            return hpa.View.ResourceVersion;
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }
}
