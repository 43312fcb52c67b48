using System.Threading.Channels;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Events;

/// <summary>
/// Writes Kubernetes events (events.k8s.io/v1) from a task of its own. Equal ones become a series, many similar ones are
/// combined, and what is too much is dropped and counted: events explain, nothing may depend on them.
/// </summary>
public sealed class EventRecorder : IEventRecorder, IBackgroundWork
{
    private readonly IKubeClient _client;
    private readonly EventRecorderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RuntimeMetrics? _metrics;
    private readonly ActivityRegistry? _activity;
    private readonly EventAggregator _aggregator;
    private readonly Channel<EventOccurrence> _waiting;
    private int _pending;
    private long _dropped;
    private volatile bool _backingOff;

    public EventRecorder(
        IKubeClient client, EventRecorderOptions options, TimeProvider time, ILogger logger,
        RuntimeMetrics? metrics = null, ActivityRegistry? activity = null, Random? random = null)
    {
        _client = client;
        _options = options;
        _time = time;
        _logger = logger;
        _metrics = metrics;
        _activity = activity;
        _aggregator = new EventAggregator(random ?? Random.Shared);
        _waiting = Channel.CreateBounded<EventOccurrence>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
        _metrics?.EventsSent.Add(0);
        foreach (var reason in (string[])["full", "spam", "failed"]) CountDropped(reason, 0);
    }

    public string Name => "events";

    public int Pending => _backingOff ? 0 : Volatile.Read(ref _pending);

    /// <summary>Events given up since the start, for whatever reason.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Record(EventTarget regarding, EventKind kind, string reason, string action, string note)
    {
        Interlocked.Increment(ref _pending);
        if (_waiting.Writer.TryWrite(new EventOccurrence(regarding, kind, reason, action, note, _time.GetUtcNow()))) return;
        Interlocked.Decrement(ref _pending);
        CountDropped("full", 1);
    }

    /// <summary>Writes events until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var registration = _activity?.Add(this);
        await foreach (var occurrence in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                if (_aggregator.Observe(occurrence) is { } write) await SendAsync(write, cancellationToken);
                else CountDropped("spam", 1);
            }
            finally
            {
                Interlocked.Decrement(ref _pending);
            }
        }
    }

    private async Task SendAsync(EventWrite write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteAsync(write, cancellationToken);
                _metrics?.EventsSent.Add(1);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception error)
            {
                if (attempt >= _options.Attempts || !IsWorthRetrying(error))
                {
                    EventLog.GaveUp(_logger, write.Occurrence.Reason, write.Occurrence.Regarding.Name, error.Message);
                    CountDropped("failed", 1);
                    return;
                }
            }

            await BackOffAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(EventWrite write, CancellationToken cancellationToken)
    {
        if (write.Series.Written && await TryCountUpAsync(write, cancellationToken)) return;
        try
        {
            var body = EventBody.New(write, _options.ReportingController, _options.ReportingInstance);
            await _client.CreateAsync(KnownResources.Events, EventBody.NamespaceOf(write.Occurrence.Regarding), body,
                new WriteOptions(_options.ReportingController), DiscardingDecoder.Instance, cancellationToken);
        }
        catch (KubeApiException error) when (error.Reason == "AlreadyExists")
        {
            // The name is ours alone: an earlier try got through and its answer was lost.
        }

        write.Series.Written = true;
    }

    /// <summary>Returns false when the server no longer has the Event.</summary>
    private async Task<bool> TryCountUpAsync(EventWrite write, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(EventBody.NamespaceOf(write.Occurrence.Regarding), write.Series.Name);
        try
        {
            await _client.PatchAsync(KnownResources.Events, key, PatchKind.Merge, EventBody.Again(write),
                new WriteOptions(_options.ReportingController), DiscardingDecoder.Instance, cancellationToken);
            return true;
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            _aggregator.Renew(write);
            return false;
        }
    }

    private async Task BackOffAsync(CancellationToken cancellationToken)
    {
        // The timer first: who is told that it is backing off can rely on the clock to end that.
        var pause = Task.Delay(_options.RetryAfter, _time, cancellationToken);
        _backingOff = true;
        try
        {
            await pause;
        }
        finally
        {
            _backingOff = false;
        }
    }

    // A refusal of the event itself (invalid, forbidden, namespace going away) will not change by asking again.
    private static bool IsWorthRetrying(Exception error) => error is not KubeApiException refusal || refusal.Code is 429 or >= 500;

    private void CountDropped(string reason, int count)
    {
        Interlocked.Add(ref _dropped, count);
        _metrics?.EventsDropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
    }
}
