using System.Diagnostics.Metrics;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Leadership;

/// <summary>
/// Leadership by a coordination.k8s.io/v1 Lease, as client-go's tools/leaderelection has it: of all instances that name the same
/// Lease one leads. An instance that loses it does not stand by again: all that it remembers may be old, and the way of a
/// process that starts is the one that is sure to work.
/// </summary>
public sealed class LeaseLeadership : ILeadership, IBackgroundWork
{
    /// <summary>How long work may take to end after leadership was lost (client-go's HealthzAdaptor is used with 20 s).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ElectionOptions _options;
    private readonly LeaseStore _store;
    private readonly LeaseWatch _watch;
    private readonly ObservedLease _observed;
    private readonly ElectionPause _pause;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LeadershipMetrics? _metrics;
    private readonly ActivityRegistry? _activity;
    private readonly Random _random;
    private readonly string _lease;
    private volatile Tenure? _tenure;
    private volatile string _holder = "";
    private long _lostAt;

    /// <param name="hub">Not fenced: the Lease is what the fence goes by.</param>
    /// <exception cref="ArgumentException">The options' times do not fit each other.</exception>
    public LeaseLeadership(
        IKubeClient hub, ElectionOptions options, TimeProvider time, ILogger logger, Meter? meter = null, ActivityRegistry? activity = null, Random? random = null)
    {
        ElectionOptions.Check(options);
        _options = options;
        (_time, _logger, _activity, _random) = (time, logger, activity, random ?? Random.Shared);
        _store = new LeaseStore(hub, options, time);
        _observed = new ObservedLease(time, options.LeaseDuration);
        _pause = new ElectionPause(time);
        _watch = new LeaseWatch(hub, options, time, logger, activity, random);
        _watch.Changed += Note;
        _lease = $"{options.Namespace}/{options.Name}";
        if (meter is not null) _metrics = new LeadershipMetrics(meter, () => IsLeader, () => _tenure?.Age(_time));
    }

    /// <inheritdoc/>
    public bool IsLeader => _tenure is not null;

    /// <summary>uid of the Lease that this instance leads by; null while it does not.</summary>
    public string? LeaseUid => _tenure?.Record.Uid;

    /// <summary>How long ago leadership was lost; null where it was not.</summary>
    public TimeSpan? LostFor => Volatile.Read(ref _lostAt) is var at and not 0 ? _time.GetElapsedTime(at) : null;

    /// <summary>Who leads as far as this instance knows; empty for nobody.</summary>
    public string Holder => _holder;

    string IBackgroundWork.Name => "leader election";

    int IBackgroundWork.Pending => _pause.IsBusy ? 1 : 0;

    /// <inheritdoc/>
    public string? DemandEpoch()
    {
        if (_tenure is not { } tenure) throw new FencedWriteException($"{_options.Identity} does not lead");
        var age = tenure.OldestAge(_time);
        if (age < _options.RenewDeadline) return tenure.Record.Epoch;
        throw new FencedWriteException($"Lease {_lease} was last renewed {age.TotalSeconds:0.###} s ago, and may be another's by now");
    }

    /// <inheritdoc/>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        using var registration = _activity?.Add(this);
        using var ending = new CancellationTokenSource();
        _pause.Begin();
        var watching = _watch.RunAsync(ending.Token);
        try
        {
            if (await StandByAsync(cancellationToken)) await LeadAsync(lead, cancellationToken);
        }
        finally
        {
            _pause.End();
            await ending.CancelAsync();
            await watching;
        }
    }

    /// <summary>Returns false when it was cancelled before it led.</summary>
    private async Task<bool> StandByAsync(CancellationToken cancellationToken)
    {
        string? told = null;
        try
        {
            while (!await TryAcquireAsync(cancellationToken))
            {
                if (told != _observed.Holder) TellStandingBy();
                told = _observed.Holder;
                var retry = _options.RetryPeriod * (1 + (_random.NextDouble() * ElectionOptions.Jitter));
                // On the spot when its time runs out: what is due then waits for nobody.
                await _pause.WaitAsync(_observed.Rest is var rest && rest > TimeSpan.Zero && rest < retry ? rest : retry, cancellationToken);
            }

            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var attempt = Attempt(_options.AttemptTimeout, cancellationToken);
            var found = await _store.FindAsync(attempt.Token);
            Observe(found);
            var isOurs = found?.Holder == _options.Identity;
            if (!isOurs && _observed.Rest > TimeSpan.Zero) return false;
            var (sentAt, sentAtUtc) = (_time.GetTimestamp(), _time.GetUtcNow());
            var taken = found switch
            {
                null => await _store.CreateAsync(attempt.Token),
                // Taken before, and the answer was lost.
                _ when isOurs => await _store.RenewAsync(found, attempt.Token),
                _ => await _store.TakeAsync(found, _observed.NextTransitions(found), attempt.Token),
            };
            Observe(taken);
            _tenure = new Tenure(taken, sentAt, sentAtUtc);
            LeadershipLog.Leads(_logger, _options.Identity, _lease, taken.Epoch);
            _metrics?.Changed("acquired");
            return true;
        }
        catch (KubeApiException beaten) when (beaten.Code == 409)
        {
            return false;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LeadershipLog.Failed(_logger, _lease, error.Message);
            return false;
        }
    }

    private async Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var renewing = new CancellationTokenSource();
        var renewal = RenewUntilLostAsync(renewing.Token);
        var work = StartAsync(lead, working.Token);
        await Task.WhenAny(renewal, work);
        // Told to stop, the work may take its time: the Lease is held until it has ended.
        if (!work.IsCompleted) await working.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await renewing.CancelAsync();
        if (await renewal is { } reason) throw new LeadershipLostException(reason);
        await ReleaseAsync();
        await work;
    }

    /// <summary>What it throws at once it throws later, as the rest.</summary>
    private static async Task StartAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        try
        {
            await lead(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    /// <summary>Returns why it was lost, with no write allowed any more; null when it was told to stop first.</summary>
    private async Task<string?> RenewUntilLostAsync(CancellationToken stop)
    {
        var error = "no attempt was made in that time";
        try
        {
            while (_tenure is { } tenure)
            {
                var left = _options.RenewDeadline - tenure.Age(_time);
                if (left > TimeSpan.Zero) await _pause.WaitAsync(left < _options.RetryPeriod ? left : _options.RetryPeriod, stop);
                left = _options.RenewDeadline - tenure.Age(_time);
                if (left <= TimeSpan.Zero) return Lose($"Lease {_lease} was not renewed for {_options.RenewDeadline.TotalSeconds} s: {error}");
                var (holder, failure) = await TryRenewAsync(tenure, left, stop);
                if (holder is not null) return Lose($"Lease {_lease} is held by {(holder.Length == 0 ? "nobody" : holder)} now");
                error = failure ?? error;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The ordinary end.
        }

        return null;
    }

    /// <summary>Returns the other one who holds it, or what stood in the way; neither when it was renewed.</summary>
    private async Task<(string? Holder, string? Failure)> TryRenewAsync(Tenure tenure, TimeSpan left, CancellationToken stop)
    {
        try
        {
            using var attempt = Attempt(left < _options.AttemptTimeout ? left : _options.AttemptTimeout, stop);
            var (sentAt, sentAtUtc) = (_time.GetTimestamp(), _time.GetUtcNow());
            var found = await _store.RenewOrFindAsync(tenure.Record, attempt.Token);
            if (found.Holder != _options.Identity) return (found.Holder, null);
            if (found.Uid != tenure.Record.Uid) LeadershipLog.MadeAnew(_logger, _lease, found.Epoch);
            Observe(found);
            _tenure = new Tenure(found, sentAt, sentAtUtc);
            _metrics?.Renewed("success");
            return (null, null);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            LeadershipLog.Failed(_logger, _lease, error.Message);
            _metrics?.Renewed("error");
            return (null, error.Message);
        }
    }

    private async Task ReleaseAsync()
    {
        if (_tenure is not { } tenure) return;
        _tenure = null;
        try
        {
            using var attempt = Attempt(_options.AttemptTimeout, CancellationToken.None);
            Observe(await _store.ReleaseAsync(tenure.Record, attempt.Token));
            _metrics?.Changed("released");
            LeadershipLog.Released(_logger, _lease);
        }
        catch (Exception error)
        {
            LeadershipLog.NotReleased(_logger, _lease, error.Message);
        }
    }

    private string Lose(string reason)
    {
        _tenure = null;
        Volatile.Write(ref _lostAt, _time.GetTimestamp());
        _metrics?.Changed("lost");
        LeadershipLog.Lost(_logger, reason);
        return reason;
    }

    private Deadline Attempt(TimeSpan timeout, CancellationToken cancellationToken) => new(timeout, _time, cancellationToken);

    private void Observe(LeaseRecord? record)
    {
        _observed.Observe(record);
        _holder = _observed.Holder;
    }

    private void TellStandingBy()
    {
        if (_observed.Holder.Length > 0) LeadershipLog.StandsBy(_logger, _options.Identity, _lease, _observed.Holder);
        else LeadershipLog.Missing(_logger, _options.Identity, _lease, _observed.Rest);
    }

    /// <summary>Worth a look at once: it is gone, free, or while this instance leads another's. What was seen late costs one renewal.</summary>
    private void Note(LeaseRecord? record)
    {
        if (record is null || record.Holder.Length == 0 || (IsLeader && record.Holder != _options.Identity)) _pause.Ring();
    }
}
