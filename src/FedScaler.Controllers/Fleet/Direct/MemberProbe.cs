using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>Asks a member whether it is there, whether it is ready, and which cluster it is.</summary>
internal sealed class MemberProbe(IKubeClient client, string credentials, FleetOptions options, TimeProvider time)
{
    private static readonly JsonDecoder<NamespaceFields> Namespace = JsonDecoder<NamespaceFields>.Of(FleetJson.Default.NamespaceFields);
    private static readonly JsonDecoder<VersionFields> VersionDecoder = JsonDecoder<VersionFields>.Of(FleetJson.Default.VersionFields);

    public Task<ProbeResult> AskReadyAsync(CancellationToken cancellationToken) => TryAsync(ReadyAsync, cancellationToken);

    /// <summary>Tells the uid of kube-system, by which a cluster is known, and the server's version where it says.</summary>
    public async Task<(ProbeResult Result, string Uid, string? Version)> AskIdentityAsync(CancellationToken cancellationToken)
    {
        var (uid, version) = ("", (string?)null);
        var result = await TryAsync(
            async token =>
            {
                uid = (await client.GetAsync(KnownResources.Namespaces, new ObjectKey(null, "kube-system"), Namespace, token)).Metadata?.Uid ?? "";
                version = await AskVersionAsync(token);
            },
            cancellationToken);
        return (result, uid, version);
    }

    private Task ReadyAsync(CancellationToken cancellationToken) => client.GetPathAsync("/readyz", JsonDecoders.Nothing, cancellationToken);

    private async Task<string?> AskVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetPathAsync("/version", VersionDecoder, cancellationToken)).GitVersion;
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException)
        {
            // Nothing but a column of status rests on it.
            return null;
        }
    }

    private async Task<ProbeResult> TryAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.ProbeDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await ask(either.Token);
            return new ProbeResult.Good();
        }
        catch (KubeApiException error)
        {
            return Judge(error, IsLasting(started));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new ProbeResult.Bad("Unreachable", $"{client.Server.Authority}: {error.GetBaseException().Message}", IsLasting(started));
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult.Bad("TimedOut", $"{client.Server.Authority} gave no answer within {options.ProbeDeadline.TotalSeconds} s", Lasting: true);
        }
    }

    /// <summary>The client tries reads again by itself: a failure that took it that long is as good as two probes'.</summary>
    private bool IsLasting(long started) => time.GetElapsedTime(started) >= options.ProbeRetry;

    private ProbeResult.Bad Judge(KubeApiException error, bool lasting) => error.Code switch
    {
        401 => new("Unauthorized", $"{client.Server.Authority} does not accept the credentials of {credentials}; put valid ones there", lasting),
        403 => new("Forbidden", $"{client.Server.Authority} forbids it to the user of {credentials}: {error.Status.Message}; grant that user get on " +
            "/readyz (ClusterRole system:public-info-viewer) and on the namespace kube-system", lasting),
        _ => new("NotReady", $"{client.Server.Authority} says that it is not ready: {error.Message}", lasting),
    };
}
