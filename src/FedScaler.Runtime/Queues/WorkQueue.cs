using FedScaler.Runtime.Metrics;

namespace FedScaler.Runtime.Queues;

/// <summary>
/// Keys to be worked on. A key that is added while it waits is there once; one that is added while a worker has it comes back
/// when that worker is done, so that no key is ever with two workers. Safe for any number of threads.
/// </summary>
public sealed class WorkQueue<TKey> : IQueueActivity, IDisposable
    where TKey : notnull
{
    private readonly WorkQueueOptions<TKey> _options;
    private readonly QueueMetrics? _metrics;
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;

    // With when each was added.
    private readonly Dictionary<TKey, long> _dirty = [];
    private readonly Dictionary<TKey, long> _processing = [];
    private readonly ReadyKeys<TKey> _ready;
    private readonly DelayedKeys<TKey> _delayed;
    private readonly RetryDelays<TKey> _retries;
    private readonly SemaphoreSlim _available = new(0);
    private bool _shutDown;

    public WorkQueue(WorkQueueOptions<TKey> options, TimeProvider time, RuntimeMetrics? metrics = null, Random? random = null)
    {
        _options = options;
        _time = time;
        _metrics = metrics?.ForQueue(options.Name);
        _ready = new ReadyKeys<TKey>(options.Group);
        _delayed = new DelayedKeys<TKey>(time, AddDue);
        _retries = new RetryDelays<TKey>(options, random ?? Random.Shared);
    }

    public string Name => _options.Name;

    public QueueCounts Counts
    {
        get
        {
            lock (_gate) return new QueueCounts(_dirty.Count, _processing.Count, _delayed.Count);
        }
    }

    /// <inheritdoc cref="QueueCounts(int, int, int)"/>
    public int Ready => Counts.Ready;

    /// <inheritdoc cref="QueueCounts(int, int, int)"/>
    public int Processing => Counts.Processing;

    /// <inheritdoc cref="QueueCounts(int, int, int)"/>
    public int Delayed => Counts.Delayed;

    /// <summary>To be worked on as soon as a worker is free and the time for gathering is over.</summary>
    public void Add(TKey key) => AddAfter(key, _options.Gather);

    /// <summary>To be worked on after a while; a time that the key waits for already stands if it is sooner.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_shutDown) return;
            if (delay <= TimeSpan.Zero) AddLocked(key);
            else _delayed.Add(key, delay);
        }
    }

    /// <summary>To be tried again after a delay that doubles with each failure, until <see cref="Forget"/>.</summary>
    public void AddRateLimited(TKey key)
    {
        lock (_gate)
        {
            if (_shutDown) return;
            _delayed.Add(key, _retries.Next(key));
        }

        _metrics?.Retried();
    }

    /// <summary>The key succeeded: its next failure counts as its first. Does not take it out of the queue.</summary>
    public void Forget(TKey key)
    {
        lock (_gate) _retries.Forget(key);
    }

    /// <summary>How often the key was put back since it was last forgotten.</summary>
    public int Failures(TKey key)
    {
        lock (_gate) return _retries.Failures(key);
    }

    /// <summary>Waits for a key and takes it. Give it back with <see cref="Done"/>, whatever becomes of it.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or shut down and nothing is left.</exception>
    public async ValueTask<TKey> GetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _available.WaitAsync(cancellationToken);
            lock (_gate)
            {
                if (_ready.TryTake(out var key))
                {
                    _dirty.Remove(key, out var added);
                    _processing.Add(key, added);
                    _metrics?.Waited(_time.GetElapsedTime(added));
                    return key;
                }

                if (!_shutDown) continue;
            }

            // Hand the signal on: every worker has to wake up.
            _available.Release();
            throw new OperationCanceledException($"the queue {Name} is shut down");
        }
    }

    /// <summary>How long ago a key that a worker has now was added; null when none has it.</summary>
    public TimeSpan? AgeOf(TKey key)
    {
        lock (_gate) return _processing.TryGetValue(key, out var added) ? _time.GetElapsedTime(added) : null;
    }

    /// <summary>Gives a key back. If it was added meanwhile it is ready again.</summary>
    public void Done(TKey key)
    {
        lock (_gate)
        {
            if (_processing.Remove(key) && _dirty.ContainsKey(key)) MakeReady(key);
        }
    }

    /// <summary>Takes nothing more; what is ready is still handed out, what waits for the clock is not.</summary>
    public void ShutDown()
    {
        lock (_gate)
        {
            if (_shutDown) return;
            _shutDown = true;
            _delayed.Dispose();
        }

        _available.Release();
    }

    /// <summary>Shuts down.</summary>
    public void Dispose() => ShutDown();

    private void AddLocked(TKey key)
    {
        if (_shutDown || !_dirty.TryAdd(key, _time.GetTimestamp())) return;
        _metrics?.Added();
        if (!_processing.ContainsKey(key)) MakeReady(key);
    }

    private void MakeReady(TKey key)
    {
        _ready.Add(key);
        _available.Release();
    }

    private void AddDue()
    {
        lock (_gate)
        {
            while (!_shutDown && _delayed.TryTake(out var key)) AddLocked(key);
        }
    }
}
