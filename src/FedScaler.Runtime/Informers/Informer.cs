using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Informers;

/// <summary>
/// A cache of one type of object on one cluster that follows the API server. Reading is free of locks and may happen from
/// any thread. Changes are told to subscribers one at a time, in order, after the cache has them.
/// </summary>
public sealed class Informer<T> : IInformer, IObjectCache<T>, IReflectorSink<T>
    where T : class
{
    private readonly IKubeClient _client;
    private readonly InformerOptions<T> _options;
    private readonly ILogger _logger;
    private readonly string _resource;
    private readonly InformerMetrics? _metrics;
    private readonly ActivityRegistry? _activity;
    private readonly InformerCache<T> _cache;
    private readonly Reflector<T> _reflector;
    private readonly StatusBoard _board;
    private readonly ShrinkSuspicion _suspicion;
    private readonly Lock _telling = new();
    private Action<InformerChange<T>>[] _subscribers = [];
    private volatile string? _seen;
    private bool _started;

    public Informer(
        IKubeClient client, InformerOptions<T> options, TimeProvider time, ILogger logger,
        RuntimeMetrics? metrics = null, ActivityRegistry? activity = null, Random? random = null)
    {
        _client = client;
        _options = options;
        _logger = logger;
        _resource = options.Resource.ToString();
        _metrics = metrics?.ForInformer(options.Cluster, _resource);
        _activity = activity;
        _cache = new InformerCache<T>(options.Identify);
        _board = new StatusBoard(time);
        _suspicion = new ShrinkSuspicion(time, options.SuspicionPeriod, options.SuspiciousShrink, SetSuspicious);
        _reflector = new Reflector<T>(client, options, this, time, random ?? Random.Shared);
    }

    /// <inheritdoc/>
    public event Action<InformerStatus>? StatusChanged
    {
        add => _board.Changed += value;
        remove => _board.Changed -= value;
    }

    public Uri Server => _client.Server;

    public string Cluster => _options.Cluster;

    public ResourceType Resource => _options.Resource;

    public string? Namespace => _options.Namespace;

    public string? LabelSelector => _options.LabelSelector;

    public string? FieldSelector => _options.FieldSelector;

    public InformerStatus Status => _board.Current;

    public int Count => _cache.Current.Count;

    /// <summary>
    /// Everything in the cache, in no order, without a copy: events go on to change what is enumerated, a relist does not.
    /// Empty and not <see cref="InformerStatus.Synced"/> means unknown, not none.
    /// </summary>
    public IReadOnlyCollection<T> Items => _cache.Current;

    string? IReflectorSink<T>.Version => _seen;

    /// <inheritdoc/>
    public T? Get(ObjectKey key) => _cache.Current.Get(key);

    /// <summary>Keeps the objects by a value of theirs (null: not in this index). To be called before <see cref="RunAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">The informer runs already.</exception>
    public void AddIndex(string name, Func<T, string?> select)
    {
        if (_started) throw new InvalidOperationException($"index {name} comes too late: the informer of {Resource} runs already");
        _cache.AddIndex(name, select);
    }

    /// <summary>The objects with this value; the answer never changes, and is the same array until one of its objects does.</summary>
    /// <exception cref="ArgumentException">There is no such index.</exception>
    public IReadOnlyList<T> ByIndex(string name, string value) => _cache.Current.Find(name, value);

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<InformerChange<T>> subscriber)
    {
        lock (_telling)
        {
            foreach (var item in _cache.Current) Tell(subscriber, new InformerChange<T>(InformerChangeKind.Added, null, item));
            _subscribers = [.. _subscribers, subscriber];
        }

        return new Subscription(this, subscriber);
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _board.Synced.WaitAsync(cancellationToken);

    public bool HasSeen(ObjectKey key, string resourceVersion)
    {
        if (ResourceVersions.Includes(_seen, resourceVersion)) return true;
        return _cache.Current.Get(key) is { } item && ResourceVersions.Includes(_options.Identify(item).ResourceVersion.ToString(), resourceVersion);
    }

    public WriteMark Mark(ObjectKey key, string resourceVersion) => new(key, resourceVersion, Status.Rewinds);

    public bool HasSeen(WriteMark mark) => Status.Rewinds != mark.Rewinds || HasSeen(mark.Key, mark.ResourceVersion);

    public void RetryNow() => _reflector.RetryNow();

    public void RenewWatch() => _reflector.RenewWatch();

    /// <summary>Follows the server until it is cancelled, whatever happens; ends with nothing but <see cref="OperationCanceledException"/>.</summary>
    /// <exception cref="InvalidOperationException">It ran already: an informer runs once.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_started) throw new InvalidOperationException($"the informer of {Resource} was started twice");
        _started = true;
        using var registration = _activity?.Add(this);
        using var observed = _metrics?.Observe(this);
        try
        {
            // Off the caller's thread: a server that answers at once must not make starting an informer wait for its list.
            await Task.Run(() => _reflector.RunAsync(cancellationToken), cancellationToken);
        }
        finally
        {
            _suspicion.End();
            _board.Change(s => s with { Phase = InformerPhase.Stopped, Live = false });
        }
    }

    void IReflectorSink<T>.Listing()
    {
        _metrics?.Listed();
        _board.Change(s => s with { Phase = InformerPhase.Listing });
    }

    // Not told: a retry is no news.
    void IReflectorSink<T>.Opening()
    {
        _metrics?.Watching();
        _board.Move(InformerPhase.Watching);
    }

    void IReflectorSink<T>.Opened()
    {
        _board.Contact();
        _board.Change(s => s with { Phase = InformerPhase.Watching, Live = true, LastError = null });
    }

    void IReflectorSink<T>.Replace(IReadOnlyCollection<T> items, string version)
    {
        lock (_telling)
        {
            var next = _cache.Prepare(items);
            var rewound = ResourceVersions.IsOlder(version, _seen);
            // Before the swap: who sees objects missing must already see the warning.
            _suspicion.Judge(_cache.Current.Count, _cache.CountLost(next), next.Count);
            var before = _cache.Swap(next);
            _seen = version;
            _cache.TellDifference(before, next, TellAll);
            // Believed only now: an index that a subscriber keeps is as whole as the cache. What a change set off meanwhile and found
            // unsynced is to look again at StatusChanged.
            _board.Contact();
            _board.Change(s => s with
            {
                Phase = InformerPhase.Watching,
                Synced = true,
                Live = true,
                LastError = null,
                Rewinds = rewound ? s.Rewinds + 1 : s.Rewinds,
            });
            // The version moves last: who finds it there knows that every subscriber, of changes and of the status, has been told.
            var isFirst = _board.Current.ResourceVersion is null;
            _board.Contact(version);
            // Who waits for the first one has been told of all but that.
            if (isFirst) _board.Tell();
            InformerLog.Listed(_logger, Cluster, _resource, next.Count, version);
        }
    }

    void IReflectorSink<T>.Apply(in WatchEvent<T> change)
    {
        lock (_telling)
        {
            _seen = change.ResourceVersion;
            if (change.Object is { } item && change.Type != WatchEventType.Bookmark)
            {
                if (change.Type == WatchEventType.Deleted) _cache.Remove(_options.Identify(item).Key, TellAll);
                else _cache.Set(item, TellAll);
                ListLimits.Check(_cache.Current.Count, 1, null, null);
                _suspicion.Recount(_cache.Current);
            }

            // The status moves last: who finds a version there knows that every subscriber has been told.
            _board.Contact(change.ResourceVersion);
        }
    }

    void IReflectorSink<T>.Failed(Exception error, TimeSpan pause)
    {
        _metrics?.Failed();
        InformerLog.Failed(_logger, Cluster, _resource, error.Message, pause);
        _board.Change(s => s with { Phase = InformerPhase.BackingOff, Live = false, LastError = error.Message });
    }

    private void SetSuspicious(bool suspicious)
    {
        if (suspicious) InformerLog.Suspicious(_logger, Cluster, _resource);
        _board.Change(s => s with { Suspicious = suspicious });
    }

    private void TellAll(InformerChange<T> change)
    {
        foreach (var subscriber in _subscribers) Tell(subscriber, change);
    }

    private void Tell(Action<InformerChange<T>> subscriber, InformerChange<T> change)
    {
        try
        {
            subscriber(change);
        }
        catch (Exception error)
        {
            // One subscriber's fault must not stop the cache that all the others rely on.
            InformerLog.SubscriberFailed(_logger, error, Cluster, _resource);
        }
    }

    private sealed class Subscription(Informer<T> informer, Action<InformerChange<T>> subscriber) : IDisposable
    {
        public void Dispose()
        {
            lock (informer._telling)
            {
                var at = Array.IndexOf(informer._subscribers, subscriber);
                if (at >= 0) informer._subscribers = [.. informer._subscribers[..at], .. informer._subscribers[(at + 1)..]];
            }
        }
    }
}
