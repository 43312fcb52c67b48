using FedScaler.Kube.Client;
using FedScaler.Runtime.Health;
using Microsoft.Extensions.Logging;

namespace FedScaler.Hosting.Federations;

/// <summary>Finds out which federation to serve. A hub that cannot be asked is asked again, for as long as it takes: the wrong one is never guessed.</summary>
internal sealed class FederationChooser(IKubeClient hub, HealthState health, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>For one answer; the client tries a read again by itself within it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private string _wanting = "waiting for the hub";

    /// <param name="told">What the user says; null: the hub is asked. Until it has answered the service is not ready, and says why.</param>
    public async Task<FederationKind> ChooseAsync(FederationKind? told, CancellationToken cancellationToken)
    {
        if (told is { } kind)
        {
            FederationLog.Told(logger, FederationNames.Of(kind));
            return kind;
        }

        using var check = health.Add(HealthKind.Readiness, "federation", () => $"which federation the hub serves is not known yet: {_wanting}");
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await TryAsync(cancellationToken) is { } found)
            {
                FederationLog.Found(logger, FederationNames.Of(found));
                return found;
            }

            FederationLog.Unknown(logger, pause, _wanting);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<FederationKind?> TryAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Patience, time, cancellationToken);
        try
        {
            return await FederationDiscovery.AskAsync(hub, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            _wanting = $"{hub.Server.Authority} gave no answer within {Patience.TotalSeconds} s";
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException or IOException or UnclearFederationException)
        {
            _wanting = error.Message;
        }

        return null;
    }
}
