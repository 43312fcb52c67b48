using FedScaler.Kube.Client;
using FedScaler.Runtime.Health;
using Microsoft.Extensions.Logging;

namespace FedScaler.Hosting.Federations;

/// <summary>
/// Finds out which federation to serve. A hub that cannot be asked is asked again, for as long as it takes: the wrong one is
/// never guessed. The service is not ready until this is disposed, and says why.
/// </summary>
internal sealed class FederationChooser : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>For one answer; the client tries a read again by itself within it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IKubeClient _hub;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable _check;
    private string _wanting = "waiting for the hub";

    public FederationChooser(IKubeClient hub, HealthState health, TimeProvider time, ILogger logger)
    {
        (_hub, _time, _logger) = (hub, time, logger);
        _check = health.Add(HealthKind.Readiness, "start", () => $"which federation the hub serves is not known yet: {_wanting}");
    }

    /// <summary>To be called when the checks of what was chosen have taken this one's place.</summary>
    public void Dispose() => _check.Dispose();

    /// <param name="told">What the user says; null: the hub is asked.</param>
    public async Task<FederationKind> ChooseAsync(FederationKind? told, CancellationToken cancellationToken)
    {
        if (told is { } kind)
        {
            FederationLog.Told(_logger, FederationNames.Of(kind));
            return kind;
        }

        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await TryAsync(cancellationToken) is { } found)
            {
                FederationLog.Found(_logger, FederationNames.Of(found));
                return found;
            }

            FederationLog.Unknown(_logger, pause, _wanting);
            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    private async Task<FederationKind?> TryAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Patience, _time, cancellationToken);
        try
        {
            return await FederationDiscovery.AskAsync(_hub, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            _wanting = $"{_hub.Server.Authority} gave no answer within {Patience.TotalSeconds} s";
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or TimeoutException or IOException or UnclearFederationException)
        {
            _wanting = error.Message;
        }

        return null;
    }
}
