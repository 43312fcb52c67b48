using FedScaler.Kube.Client;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.CronHpas;

/// <summary>
/// Our clock against the hub's, as the Date header of its answers tells it. Windows go by our clock: a wrong one opens them at
/// the wrong time, and nobody but the hub can tell.
/// </summary>
internal sealed class HubClock(IKubeClient hub, TimeProvider time)
{
    /// <summary>The Date header counts whole seconds and an answer takes its time: less says nothing.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>A hub that nobody asks anything says nothing of its clock: asked this often for the sake of it.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    /// <summary>What was told stands until it is this wrong: a status is not written anew for a second more or less.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long? _asked;
    private TimeSpan? _told;

    /// <summary>How far the hub is ahead of us, in tens of seconds; null where the clocks agree, or the hub's is not known.</summary>
    public async ValueTask<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        if (MustAsk()) await AskAsync(cancellationToken);
        lock (_gate)
        {
            if (hub.ClockSkew is not { } skew || skew.Duration() <= Tolerance) return _told = null;
            if (_told is not { } told || (skew - told).Duration() >= Grain) _told = Grain * Math.Round(skew / Grain);
            return _told;
        }
    }

    private bool MustAsk()
    {
        lock (_gate)
        {
            if (_asked is { } at && time.GetElapsedTime(at) < AskAgain) return false;
            _asked = time.GetTimestamp();
            return true;
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await hub.GetPathAsync("/version", JsonDecoders.Object, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What its last answer said stands; that the hub does not answer is told elsewhere.
        }
    }
}
