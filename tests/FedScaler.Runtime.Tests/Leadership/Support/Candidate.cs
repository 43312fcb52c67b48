using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Observation;
using FedScaler.Runtime.Tests.Support;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Runtime.Tests.Leadership.Support;

/// <summary>One instance: its clock, its way to the server, and what its work sees.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ActivityRegistry _activity = new();
    private readonly LeaseServer _server;
    private TaskCompletionSource _workMayEnd = new();

    public Candidate(LeaseServer server, TimeProvider world, string identity, Func<ElectionOptions, ElectionOptions>? configure = null, TimeSpan wallClockOffset = default)
    {
        _server = server;
        Clock = new PausableTimeProvider(new SkewedClock(world) { Offset = wallClockOffset });
        Skew = wallClockOffset;
        Client = new LeaseClient(server);
        var options = new ElectionOptions(LeaseServer.Namespace, LeaseServer.Name, identity);
        Leadership = new LeaseLeadership(Client, configure?.Invoke(options) ?? options, Clock, NullLogger.Instance, null, _activity, new FixedRandom(0));
        _workMayEnd.SetResult();
        Identity = identity;
        Run = Leadership.RunAsync(WorkAsync, _stop.Token);
    }

    public string Identity { get; }

    public TimeSpan Skew { get; }

    public PausableTimeProvider Clock { get; }

    public LeaseClient Client { get; }

    public LeaseLeadership Leadership { get; }

    public Task Run { get; }

    /// <summary>Whether its process is stopped, as by SIGSTOP.</summary>
    public bool IsFrozen { get; private set; }

    public bool IsWorking { get; private set; }

    /// <summary>The epoch that it would write with now; null where it would not write.</summary>
    public string? Epoch
    {
        get
        {
            try
            {
                return Leadership.DemandEpoch();
            }
            catch (FencedWriteException)
            {
                return null;
            }
        }
    }

    public bool MayWrite => Epoch is not null;

    /// <summary>Whether it has nothing to do before the clock moves, or a call comes back.</summary>
    public bool IsQuiet => IsFrozen || Client.Held > 0 || Run.IsCompleted || (!IsEnding && _activity.IsQuiet && _activity.Informers.All(IsUpToDate));

    /// <summary>SIGTERM.</summary>
    public void Stop() => _stop.Cancel();

    public void Freeze()
    {
        IsFrozen = true;
        Clock.Stop();
        Client.Hold();
    }

    public void Thaw()
    {
        IsFrozen = false;
        Clock.Continue();
        Client.LetGo();
    }

    /// <summary>Its work does not end when it is told to, until it is let.</summary>
    public void HoldWork() => _workMayEnd = new TaskCompletionSource();

    public void LetWorkEnd() => _workMayEnd.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        if (IsFrozen) Thaw();
        LetWorkEnd();
        Client.LetGo();
        await _stop.CancelAsync();
        await Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Told to stop, with nothing that it would have to wait for: it needs no clock to end.</summary>
    private bool IsEnding => _stop.IsCancellationRequested && _workMayEnd.Task.IsCompleted;

    private bool IsUpToDate(IInformer informer) =>
        informer.Status.Phase == InformerPhase.Watching && informer.Status.ResourceVersion is { } version && long.Parse(version) >= _server.Revision;

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        IsWorking = true;
        await Task.Delay(Timeout.InfiniteTimeSpan, Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _workMayEnd.Task;
        IsWorking = false;
    }
}
