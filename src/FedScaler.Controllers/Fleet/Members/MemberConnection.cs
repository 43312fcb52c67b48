using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>One connection to one member: its client, its caches, and the loop that asks whether it is there. Ends as a whole.</summary>
internal sealed class MemberConnection : IBackgroundWork, IAsyncDisposable
{
    private readonly IKubeClient _client;
    private readonly MemberScope _scope;
    private readonly MemberProbe _probe;
    private readonly MemberIdentity _identity;
    private readonly IMemberRoute? _route;
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _logger;
    private volatile MemberHealth _health;
    private Task _run = Task.CompletedTask;
    private int _rewinds;
    private int _probing;

    /// <param name="known">What an earlier connection knew of the member.</param>
    /// <param name="route">What lies between; null where nothing does.</param>
    public MemberConnection(
        string member, IKubeClient client, ConnectionSource source, FleetOptions options, FleetServices services, TrackedTargets tracked, MemberHealth known,
        IMemberRoute? route = null)
    {
        (_client, _health, _route) = (client, known, route);
        Source = source;
        Server = source.Behind is { } proxy ? $"{member} behind {proxy}" : $"{member} at {client.Server.Authority}";
        StartedAt = services.Time.GetUtcNow();
        _probe = new MemberProbe(client, member, source.Where, source.Token, options, services.Time) { Mends = source.Mends ?? ProbeMends.OfKubeconfig(member), Server = Server };
        _identity = new MemberIdentity(client, _probe);
        _scope = new MemberScope(member, client, _identity, options, services, _stop.Token);
        _logger = services.Loggers.CreateLogger(FleetLog.Category);
        Caches = new MemberCaches(_scope, tracked);
    }

    /// <summary>Raised after <see cref="Health"/> changed in more than the time of the last contact.</summary>
    public event Action<MemberConnection>? HealthChanged;

    public ConnectionSource Source { get; }

    /// <summary>How its API server is called in messages.</summary>
    public string Server { get; }

    public DateTimeOffset StartedAt { get; }

    public MemberCaches Caches { get; }

    public IKubeClient Client => _client;

    public MemberHealth Health => _health;

    string IBackgroundWork.Name => $"probe of {_scope.Member}";

    int IBackgroundWork.Pending => Volatile.Read(ref _probing);

    int IBackgroundWork.Behind => _identity.Behind;

    public void Start()
    {
        Caches.Start();
        // Not quiet before the first probe has been made.
        Volatile.Write(ref _probing, 1);
        var registration = _scope.Services.Activity?.Add(this);
        _run = Task.Run(() => RunAsync(registration));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await Caches.DisposeAsync();
        await _client.DisposeAsync();
        _identity.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(IDisposable? registration)
    {
        using var registered = registration;
        try
        {
            while (true)
            {
                var started = _scope.Time.GetTimestamp();
                // Waking from the pause and this run on the clock's own thread: it is never quiet in between.
                Volatile.Write(ref _probing, 1);
                await ProbeAsync(_stop.Token);
                Caches.Tick();
                var pause = Task.Delay(PauseAfter(_scope.Time.GetElapsedTime(started)), _scope.Time, _stop.Token);
                Volatile.Write(ref _probing, 0);
                await pause;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private TimeSpan PauseAfter(TimeSpan elapsed)
    {
        // A first bad answer is checked soon, so that two in a row still make a member silent in time.
        if (_health is { IsLive: true, BadInRow: > 0 }) return _scope.Options.ProbeRetry;
        var rest = _scope.Options.ProbeInterval - elapsed;
        return rest > _scope.Options.ProbeRetry ? rest : _scope.Options.ProbeRetry;
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var before = _health;
        try
        {
            var after = await AskAsync(before, cancellationToken);
            if (before.Phase == MemberPhase.Live && after.Phase == MemberPhase.Silent) _scope.BelievedFrom = _scope.Time.GetUtcNow();
            if (before.Phase == MemberPhase.Silent && after.Phase == MemberPhase.Returning) RetryWatches();
            _health = after;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The loop must outlive whatever happens: a member that is not asked any more would stay live for ever.
            FleetLog.ProbeBroke(_logger, error, _scope.Member);
            _health = before.Failed(_scope.Time.GetUtcNow(), lasting: false, "Unreachable", error.Message);
        }

        Tell(before, _health);
    }

    private async Task<MemberHealth> AskAsync(MemberHealth before, CancellationToken cancellationToken)
    {
        var rewinds = Caches.All.Sum(c => c.Informer.Status.Rewinds);
        if (rewinds != _rewinds) _identity.Doubt();
        _rewinds = rewinds;
        var result = await _probe.AskReadyAsync(cancellationToken);
        if (result is ProbeResult.Good)
        {
            (result, var uid, var version) = await _identity.AskAsync(cancellationToken);
            if (result is ProbeResult.Good) before = before.Identified(uid, version);
        }

        var now = _scope.Time.GetUtcNow();
        if (result is ProbeResult.Bad bad)
        {
            _identity.Doubt();
            return _route is not null && await _route.WhyBrokenAsync(cancellationToken) is { } broken
                ? before.CutOff(bad.Lasting, broken)
                : before.Failed(now, bad.Lasting, bad.Code, bad.Reason);
        }

        foreach (var cache in Caches.All) cache.RenewIfQuiet();
        var followed = !Caches.All.Any(c => c.IsHungSince(_scope.BelievedFrom));
        return before.Succeeded(now, followed, _scope.Options.ProbesToReturn);
    }

    private void RetryWatches()
    {
        foreach (var cache in Caches.All) cache.Informer.RetryNow();
    }

    private void Tell(MemberHealth before, MemberHealth after)
    {
        if (before with { LastContact = null, GoodInRow = 0, BadInRow = 0 } == after with { LastContact = null, GoodInRow = 0, BadInRow = 0 }) return;
        if (before.Phase != after.Phase) Log(before, after);
        HealthChanged?.Invoke(this);
    }

    private void Log(MemberHealth before, MemberHealth after)
    {
        switch (after.Phase)
        {
            case MemberPhase.Live:
                FleetLog.Live(_logger, _scope.Member, after.ClusterUid, _client.Server);
                break;
            case MemberPhase.Silent:
                FleetLog.Silent(_logger, _scope.Member, after.Reason);
                break;
            case MemberPhase.Returning:
                FleetLog.Returning(_logger, _scope.Member);
                break;
            case MemberPhase.Hung:
                FleetLog.Hung(_logger, _scope.Member);
                break;
            case MemberPhase.Replaced:
                FleetLog.Replaced(_logger, _scope.Member, after.ClusterUid, before.ClusterUid);
                break;
        }
    }
}
