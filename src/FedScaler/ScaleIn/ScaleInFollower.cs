using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Watch;

namespace FedScaler.ScaleIns;

/// <summary>Follows one ScaleIn on the hub, over lost watches and a hub that is away for a while.</summary>
internal sealed class ScaleInFollower(IKubeClient hub, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly JsonDecoder<ScaleIn> Decoder = JsonDecoder<ScaleIn>.Of(ApiJson.Default.ScaleIn);

    /// <summary>Looks at it until <paramref name="isEnough"/>, which is told of every change.</summary>
    /// <param name="trouble">Told why nothing is heard; it is tried again.</param>
    /// <returns>Whether enough was seen; false: it is gone.</returns>
    public async Task<bool> FollowAsync(ScaleIn created, Func<ScaleIn, bool> isEnough, Action<string> trouble, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await LookAsync(created, isEnough, cancellationToken) is { } enough) return enough;
            }
            catch (KubeApiException gone) when (gone.IsNotFound)
            {
                return false;
            }
            catch (Exception lost) when (IsPassing(lost))
            {
                trouble(lost.Message);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>One look, and the watch that goes on from there; null when the watch has ended before there was enough.</summary>
    private async Task<bool?> LookAsync(ScaleIn created, Func<ScaleIn, bool> isEnough, CancellationToken cancellationToken)
    {
        var now = await hub.GetAsync(ApiResources.ScaleIns, created.Metadata.Key, Decoder, cancellationToken);
        if (now.Metadata.Uid != created.Metadata.Uid) return false;
        if (isEnough(now)) return true;
        var options = new WatchOptions(FieldSelector: $"metadata.name={now.Metadata.Name}", ResourceVersion: now.Metadata.ResourceVersion);
        await foreach (var change in hub.WatchAsync(ApiResources.ScaleIns, now.Metadata.Namespace, options, Decoder, cancellationToken))
        {
            if (change.Object is not { } seen) continue;
            if (change.Type == WatchEventType.Deleted || seen.Metadata.Uid != created.Metadata.Uid) return false;
            if (isEnough(seen)) return true;
        }

        return null;
    }

    private static bool IsPassing(Exception lost) => lost is HttpRequestException or TimeoutException or IOException
        || (lost is KubeApiException { Code: 429 or >= 500 } or KubeApiException { IsExpired: true });
}
