using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>Asks a member whether it is there, whether it is ready, and which cluster it is.</summary>
/// <param name="credentials">Where they are: Secret and key.</param>
/// <param name="token">What the token says of itself; null where the credentials are of another kind.</param>
internal sealed class MemberProbe(IKubeClient client, string member, string credentials, BoundToken? token, FleetOptions options, TimeProvider time)
{
    /// <summary>The member does not accept the credentials.</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>It does not let the user of the credentials ask.</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>Nothing is served at its address.</summary>
    public const string NotServed = "NotServed";

    private static readonly JsonDecoder<NamespaceFields> Namespace = JsonDecoder<NamespaceFields>.Of(FleetJson.Default.NamespaceFields);
    private static readonly JsonDecoder<VersionFields> VersionDecoder = JsonDecoder<VersionFields>.Of(FleetJson.Default.VersionFields);

    /// <summary>How the member's API server is called in messages.</summary>
    public string Server { get; init; } = $"{member} at {client.Server.Authority}";

    /// <summary>What helps against a refusal.</summary>
    public ProbeMends Mends { get; init; } = ProbeMends.OfKubeconfig(member);

    public Task<ProbeResult> AskReadyAsync(CancellationToken cancellationToken) => TryAsync(ReadyAsync, cancellationToken);

    /// <summary>Tells the uid of kube-system, by which a cluster is known, and the server's version where it says.</summary>
    public async Task<(ProbeResult Result, string Uid, string? Version)> AskIdentityAsync(CancellationToken cancellationToken)
    {
        var (uid, version) = ("", (string?)null);
        var result = await TryAsync(
            async token =>
            {
                uid = Plain((await client.GetAsync(KnownResources.Namespaces, new ObjectKey(null, "kube-system"), Namespace, token)).Metadata?.Uid) ?? "";
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
            return Plain((await client.GetPathAsync("/version", VersionDecoder, cancellationToken)).GitVersion);
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException)
        {
            // Nothing but a column of status rests on it.
            return null;
        }
    }

    /// <summary>What a member says of itself goes into a status that others read: a word, and nothing longer than one.</summary>
    private static string? Plain(string? word) =>
        word is { Length: <= 63 } && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_') ? word : null;

    private async Task<ProbeResult> TryAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var deadline = new Deadline(options.ProbeDeadline, time, cancellationToken);
        try
        {
            await ask(deadline.Token);
            return new ProbeResult.Good();
        }
        catch (KubeApiException error)
        {
            return Judge(error, IsLasting(started));
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return new ProbeResult.Bad("CertificateRefused", $"{Server}: {error.Message}", IsLasting(started));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new ProbeResult.Bad("Unreachable", $"{Server}: {error.GetBaseException().Message}", IsLasting(started));
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult.Bad("TimedOut", $"{Server} gave no answer within {options.ProbeDeadline.TotalSeconds} s", Lasting: true);
        }
    }

    /// <summary>The client tries reads again by itself: a failure that took it that long is as good as two probes'.</summary>
    private bool IsLasting(long started) => time.GetElapsedTime(started) >= options.ProbeRetry;

    private string Expiry =>
        token is not null && time.GetUtcNow() + (client.ClockSkew ?? TimeSpan.Zero) >= token.ExpiresAt ? $", whose token expired at {token.End}" : "";

    private ProbeResult.Bad Judge(KubeApiException error, bool lasting) => error.Code switch
    {
        401 => new(Unauthorized, $"{Server} does not accept the credentials of {credentials}{Expiry}; {Mends.Unauthorized}", lasting),
        403 => new(Forbidden, $"{Server} forbids it to the user of {credentials}: {error.Status.Message}; {Mends.Forbidden}", lasting),
        404 => new(NotServed, $"{Server} does not serve it: {error.Status.Message}", lasting),
        _ => new("NotReady", $"{Server} says that it is not ready: {error.Message}", lasting),
    };
}
