using System.Collections.Concurrent;
using System.Globalization;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Requests;
using FedScaler.Sandbox.ApiServer.Selectors;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Watching;

/// <summary>Opens watches and carries their frames to the connection.</summary>
internal sealed class WatchServer(ClusterStore store, TimeProvider time)
{
    /// <summary>As often as the real watch cache sends bookmarks (apiserver's storage/cacher).</summary>
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);

    /// <summary>Of a watch that names no timeout: --min-request-timeout.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<WatchSession, bool> _open = [];

    /// <summary>False: as where the feature gate WatchList is off, which it was by default before Kubernetes 1.32 (KEP-3157).</summary>
    public bool StreamsInitialEvents { get; set; } = true;

    public IReadOnlyList<WatchState> Open => [.. _open.Keys.Select(session => session.State)];

    public IReadOnlyList<WatchSession> Sessions => [.. _open.Keys];

    public bool AreCaughtUp
    {
        get
        {
            foreach (var (session, _) in _open)
                if (session.IsEnding || !session.IsSilent && !session.IsCaughtUp) return false;
            return true;
        }
    }

    public (int Open, long Queued) Look(ResourceType resource, string? ns, string labelSelector, string fieldSelector, bool isForwarded)
    {
        var (open, queued) = (0, 0L);
        foreach (var (session, _) in _open)
        {
            if (!session.IsOf(resource, ns, labelSelector, fieldSelector, isForwarded)) continue;
            open++;
            if (!session.IsSilent) queued = Math.Max(queued, session.Queued);
        }

        return (open, queued);
    }

    public async Task ServeAsync(ApiRequest request)
    {
        var filter = new WatchFilter(
            request.Namespace,
            request.Name,
            LabelSelector.Parse(request.Query("labelSelector")),
            FieldSelector.Parse(request.Query("fieldSelector"), request.Type));
        var session = new WatchSession(request, filter);
        Attach(session);
        _open[session] = true;
        using var timeout = new CancellationTokenSource(Timeout(request), time);
        using var bookmarks = request.QueryFlag("allowWatchBookmarks") && request.Query("allowWatchBookmarks") is not null ? Bookmarks(session) : null;
        // Ended by the clock, it counts as busy until it has gone: its client is about to do something.
        using var ending = timeout.Token.UnsafeRegister(static session => ((WatchSession)session!).IsEnding = true, session);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(request.Http.RequestAborted, timeout.Token);
        try
        {
            await new WatchWriter(session, time).RunAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The client has gone or the watch's time is over: both end a watch without a word.
        }
        finally
        {
            _open.TryRemove(session, out _);
            store.Unwatch(request.Type, session.OnChanged);
        }
    }

    /// <summary>Joins the session to the store, from where it wants to go on.</summary>
    private void Attach(WatchSession session)
    {
        var request = session.Request;
        var text = request.Query("resourceVersion");
        if (!string.IsNullOrEmpty(text) && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            // The recorded server answers 500 here, not 400.
            throw ApiException.Make(500, "", $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
        }

        var from = ListRequests.ParseVersion(text);
        var streams = request.Query("sendInitialEvents") == "true";
        if (streams && !StreamsInitialEvents)
        {
            // apimachinery's pkg/apis/meta/internalversion/validation.
            const string Why = "Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled";
            throw ApiException.Invalid("meta.k8s.io", "ListOptions", "", [new StatusCause("FieldValueForbidden", "sendInitialEvents", Why)]);
        }

        if (streams) AttachWithInitial(session, endBookmark: true);
        else if (from == 0) AttachWithInitial(session, endBookmark: false);
        else if (!store.TryWatch(request.Type, from, session.OnChanged, out var oldest))
            session.Fail(StatusBody.Failure(410, "Expired", $"too old resource version: {from} ({oldest})"));
    }

    private void AttachWithInitial(WatchSession session, bool endBookmark)
    {
        void Send(IEnumerable<StoredObject> objects, long revision)
        {
            session.Start(objects);
            if (endBookmark) session.QueueBookmark(revision, endsInitialEvents: true);
        }

        store.Watch(session.Request.Type, session.Request.Namespace, Send, session.OnChanged);
    }

    private static TimeSpan Timeout(ApiRequest request) =>
        int.TryParse(request.Query("timeoutSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : DefaultTimeout;

    private ITimer Bookmarks(WatchSession session)
    {
        var last = 0L;
        return time.CreateTimer(
            _ =>
            {
                var revision = store.Revision;
                if (Interlocked.Exchange(ref last, revision) != revision) session.QueueBookmark(revision, endsInitialEvents: false);
            },
            null,
            // All watches at once, at whole minutes: a clock that is stepped stops for them once, and not once for each.
            BookmarkInterval - TimeSpan.FromTicks(time.GetUtcNow().Ticks % BookmarkInterval.Ticks),
            BookmarkInterval);
    }
}
