using FedScaler.Kube.Client;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;
using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Queues;

/// <summary>Takes keys from a queue and reconciles them, each until it succeeds.</summary>
public sealed class Controller<TKey>
    where TKey : notnull
{
    private readonly WorkQueue<TKey> _queue;
    private readonly Func<TKey, CancellationToken, Task<ReconcileResult>> _reconcile;
    private readonly ControllerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly QueueMetrics? _metrics;
    private readonly ActivityRegistry? _activity;
    private long _reconciles;

    public Controller(
        WorkQueue<TKey> queue, Func<TKey, CancellationToken, Task<ReconcileResult>> reconcile, ControllerOptions options,
        TimeProvider time, ILogger logger, RuntimeMetrics? metrics = null, ActivityRegistry? activity = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, nameof(options));
        _queue = queue;
        _reconcile = reconcile;
        _options = options;
        _time = time;
        _logger = logger;
        _metrics = metrics?.ForQueue(queue.Name);
        _activity = activity;
    }

    public string Name => _queue.Name;

    /// <summary>
    /// Works until it is cancelled or the queue is shut down and empty; then returns, after the reconciles under way have ended.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var registration = _activity?.Add(_queue);
        using var observed = _metrics?.Observe(_queue);
        await Task.WhenAll(Enumerable.Range(0, _options.Workers).Select(_ => Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TKey key;
            try
            {
                key = await _queue.GetAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                await ProcessAsync(key, cancellationToken);
            }
            finally
            {
                _queue.Done(key);
            }
        }
    }

    private async Task ProcessAsync(TKey key, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _reconciles);
        var name = key.ToString() ?? "";
        using var scope = ControllerLog.Scope(_logger, Name, name, id);
        var started = _time.GetTimestamp();
        string result;
        try
        {
            result = Settle(key, name, await ReconcileAsync(key, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (FencedWriteException fenced)
        {
            // Soon it leads for sure, or is told to stop.
            ControllerLog.Fenced(_logger, Name, name, fenced.Message);
            _queue.AddRateLimited(key);
            result = "fenced";
        }
        catch (KubeApiException changed) when (changed.IsConflict)
        {
            // What was decided from is of the past: decided anew from what comes.
            ControllerLog.Retrying(_logger, Name, name, changed.Message);
            _queue.AddRateLimited(key);
            result = "retry";
        }
        catch (KubeApiException gone) when (gone.IsNotFound || gone.IsNamespaceTerminating)
        {
            // Deleted while it was looked at, or going with its namespace: the ordinary end. Looked at again, should the cache know better.
            ControllerLog.Gone(_logger, Name, name, gone.Message);
            _queue.AddRateLimited(key);
            result = "retry";
        }
        catch (OperationCanceledException)
        {
            // Nobody asked us to stop, so somebody's time ran out.
            ControllerLog.TimedOut(_logger, Name, name);
            _queue.AddRateLimited(key);
            result = "timeout";
        }
        catch (Exception error)
        {
            ControllerLog.Failed(_logger, error, Name, name);
            _queue.AddRateLimited(key);
            result = "error";
        }

        _metrics?.Reconciled(result, _time.GetElapsedTime(started));
    }

    private async Task<ReconcileResult> ReconcileAsync(TKey key, CancellationToken cancellationToken)
    {
        if (_options.Timeout is not { } timeout) return await _reconcile(key, cancellationToken);
        using var deadline = new Deadline(timeout, _time, cancellationToken);
        return await _reconcile(key, deadline.Token);
    }

    private string Settle(TKey key, string name, ReconcileResult result)
    {
        switch (result)
        {
            case ReconcileResult.Done:
                _queue.Forget(key);
                return "done";
            case ReconcileResult.After(var delay):
                _queue.Forget(key);
                _queue.AddAfter(key, delay);
                return "after";
            case ReconcileResult.NotYet(var delay):
                _queue.AddAfter(key, delay);
                return "after";
            case ReconcileResult.Retry(var reason):
                ControllerLog.Retrying(_logger, Name, name, reason);
                _queue.AddRateLimited(key);
                return "retry";
            case ReconcileResult.Terminal(var error):
                ControllerLog.GaveUp(_logger, Name, name, error);
                _queue.Forget(key);
                return "terminal";
            default:
                throw new InvalidOperationException($"{result} is not one of the five results");
        }
    }
}
