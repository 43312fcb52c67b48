namespace FedScaler.Runtime.Informers;

/// <summary>Remembers that a relist lost more than seems natural, until the objects are back or enough time has passed.</summary>
internal sealed class ShrinkSuspicion(TimeProvider time, TimeSpan period, Func<int, int, bool> isSuspicious, Action<bool> changed)
{
    private readonly Lock _gate = new();
    private int _countBefore;
    private ITimer? _timer;

    public void Judge(int before, int lost, int after)
    {
        if (isSuspicious(before, lost)) Raise(before);
        else if (_timer is not null && IsRecovered(after)) Clear();
    }

    /// <summary>Looks again after an event; counting costs, so only while there is a suspicion.</summary>
    public void Recount<T>(IReadOnlyCollection<T> items)
    {
        if (_timer is not null && IsRecovered(items.Count)) Clear();
    }

    /// <summary>No more looks: the informer has stopped.</summary>
    public void End()
    {
        lock (_gate) _timer?.Dispose();
    }

    private bool IsRecovered(int count) => count >= _countBefore - (_countBefore / 2);

    private void Raise(int before)
    {
        lock (_gate)
        {
            // A second loss on top of the first is measured against what there was before both.
            _countBefore = _timer is null ? before : Math.Max(_countBefore, before);
            _timer?.Dispose();
            _timer = time.CreateTimer(_ => Clear(), null, period, Timeout.InfiniteTimeSpan);
        }

        changed(true);
    }

    private void Clear()
    {
        lock (_gate)
        {
            if (_timer is null) return;
            _timer.Dispose();
            _timer = null;
        }

        changed(false);
    }
}
