using FedScaler.Kube.Client;
using FedScaler.Kube.Watch;

namespace FedScaler.Runtime.Informers;

/// <summary>
/// Follows one type on one server, for ever: list, watch, and after whatever failed the least that brings the cache back.
/// A broken watch goes on where it broke; only a version that is forgotten, or a server that went back, costs a list.
/// </summary>
internal sealed class Reflector<T>(IKubeClient client, InformerOptions<T> options, IReflectorSink<T> sink, TimeProvider time, Random random)
{
    /// <summary>Lists after a 410 are spread over this long: often every watch of a server is told at the same moment.</summary>
    public static readonly TimeSpan RelistSpread = TimeSpan.FromSeconds(2);

    /// <summary>A watch that ends sooner than this without an event is a failure (client-go counts it so, too).</summary>
    public static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);

    private const int PageSize = 500;

    private readonly RetryBackoff _backoff = new(time, random);
    private readonly InterruptiblePause _pause = new(time);
    private readonly WatchRenewal _renewal = new(options.LongestQuiet, time);
    private bool _useWatchList = options.UseWatchList;
    private bool _mustList = true;
    private bool _mostRecent;
    private long? _listedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await AttemptAsync(cancellationToken) is not { } error || IsToBeListed(error)) continue;
            var pause = Judge(error);
            // The wait first: who is told that it is backing off can rely on the clock to end that.
            var waiting = _pause.WaitAsync(pause, cancellationToken);
            sink.Failed(error, pause);
            if (await waiting) _backoff.Reset();
        }
    }

    public void RetryNow() => _pause.End();

    public void RenewWatch() => _renewal.Renew();

    /// <summary>One list or one watch. Returns what ended it too soon.</summary>
    private async Task<Exception?> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (options.RelistEvery is { } every && _listedAt is { } listed && time.GetElapsedTime(listed) >= every) _mustList = true;
            if (!_mustList) await _renewal.RunAsync(WatchAsync, cancellationToken);
            else if (_useWatchList) await _renewal.RunAsync(WatchListAsync, cancellationToken);
            else await ListAsync(cancellationToken);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            // Whatever it is (an answer, the network, a time-out, a malformed line), following goes on.
            return error;
        }
    }

    /// <summary>
    /// The server knows no WatchList (off by default before Kubernetes 1.32): it is listed from now on. That is no failure, which
    /// would be told in statuses before the list is there.
    /// </summary>
    private bool IsToBeListed(Exception error)
    {
        if (!_mustList || !_useWatchList || error is not KubeApiException refusal || !WatchFailures.RefusesWatchList(refusal)) return false;
        _useWatchList = false;
        return true;
    }

    /// <summary>Decides how the next attempt is made, and how long to wait for it.</summary>
    private TimeSpan Judge(Exception error)
    {
        var refusal = error as KubeApiException;
        // A server's cache sends all in one answer, however long; the newest state comes in pages.
        if (_mustList && error is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }) _mostRecent = true;
        if (error is InitialEventsException)
        {
            _useWatchList = false;
            return TimeSpan.Zero;
        }

        var wentBack = error is RewoundException || (refusal is not null && WatchFailures.IsTooLarge(refusal));
        if (wentBack || refusal is { IsExpired: true }) return JudgeVersion(wentBack);
        var pause = _backoff.Next();
        return refusal?.RetryAfter is { } asked && asked > pause ? asked : pause;
    }

    private TimeSpan JudgeVersion(bool wentBack)
    {
        // A list from the last version first: it may come from the server's cache. When that is refused as well, or the
        // server is behind, only a read of the newest state helps (client-go, relistResourceVersion).
        var triedThat = _mustList && _mostRecent;
        var listedJustNow = _listedAt is { } listed && time.GetElapsedTime(listed) < RetryBackoff.Longest;
        _mostRecent = _mostRecent || wentBack || _mustList;
        _mustList = true;
        var spread = RelistSpread * random.NextDouble();
        return triedThat || listedJustNow ? spread + _backoff.Next() : spread;
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        sink.Listing();
        // From version 0 or our own the server's cache may answer, which ignores a limit and needs none.
        var version = _mostRecent ? null : sink.Version ?? "0";
        var query = new ListOptions(options.LabelSelector, options.FieldSelector,
            Limit: version is null ? PageSize : null, ResourceVersion: version, ResourceVersionMatch: version is null ? null : "NotOlderThan");
        var list = await client.ListPagesAsync(options.Resource, options.Namespace, query, options.Decoder, cancellationToken);
        await ReplaceAsync(list.Items, list.ResourceVersion, cancellationToken);
    }

    private async Task WatchListAsync(CancellationToken cancellationToken)
    {
        sink.Listing();
        var initial = new InitialEvents<T>(options.Identify);
        using var patience = new InitialEventsPatience(time, cancellationToken);
        var watch = NewWatch(_mostRecent ? null : sink.Version) with { SendInitialEvents = true, Opened = patience.Begin };
        try
        {
            await foreach (var change in client.WatchAsync(options.Resource, options.Namespace, watch, options.Decoder, patience.Token))
            {
                if (initial.Done)
                {
                    await FollowAsync(change, cancellationToken);
                }
                else if (initial.Add(change))
                {
                    patience.End();
                    await ReplaceAsync(initial.Items, change.ResourceVersion, cancellationToken);
                    _renewal.Allow();
                }
                else
                {
                    patience.Begin();
                }
            }
        }
        catch (OperationCanceledException) when (patience.IsExhausted)
        {
            throw new InitialEventsException();
        }

        if (!initial.Done) throw new IOException("the watch ended before the end of the initial events");
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        sink.Opening();
        var started = time.GetTimestamp();
        var any = false;
        var watch = NewWatch(sink.Version) with { Opened = Opened };
        await foreach (var change in client.WatchAsync(options.Resource, options.Namespace, watch, options.Decoder, cancellationToken))
        {
            if (!any) sink.Opened();
            any = true;
            await FollowAsync(change, cancellationToken);
        }

        if (any) return;
        if (time.GetElapsedTime(started) < ShortestWatch) throw new IOException("the server closed the watch at once, without an event");
        sink.Opened();
    }

    private void Opened()
    {
        sink.Opened();
        _renewal.Allow();
    }

    private async ValueTask ReplaceAsync(IReadOnlyCollection<T> items, string version, CancellationToken cancellationToken)
    {
        if (options.Admit is { } admit) await admit(cancellationToken);
        if (!_mostRecent && ResourceVersions.IsOlder(version, sink.Version)) throw new RewoundException(version, sink.Version);
        sink.Replace(items, version);
        _mustList = false;
        _mostRecent = false;
        _listedAt = time.GetTimestamp();
    }

    private async ValueTask FollowAsync(WatchEvent<T> change, CancellationToken cancellationToken)
    {
        if (options.Admit is { } admit) await admit(cancellationToken);
        if (ResourceVersions.IsOlder(change.ResourceVersion, sink.Version)) throw new RewoundException(change.ResourceVersion, sink.Version);
        sink.Apply(change);
        _renewal.Hear();
    }

    // 300 to 600 s, as client-go: at random, so that watches opened together do not all end together.
    private WatchOptions NewWatch(string? version) =>
        new(options.LabelSelector, options.FieldSelector, version, Timeout: TimeSpan.FromSeconds(300 + random.Next(301)));
}
