using FedScaler.Controllers.Fleet.Caches;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>
/// Tells changes of capacity, no more often than need be: a pod's start and end touches every workload's fit, so they are
/// gathered, and a workload is named only when its own figures moved.
/// </summary>
internal sealed class CapacityNotices : IDisposable
{
    private readonly MemberScope _scope;
    private readonly Func<IEnumerable<(TargetRef Target, FitReading Reading)>> _read;
    private readonly Action<TargetRef> _tell;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<TargetRef, FitReading> _told = [];
    private int _due;

    public CapacityNotices(MemberScope scope, Func<IEnumerable<(TargetRef Target, FitReading Reading)>> read, Action<TargetRef> tell)
    {
        (_scope, _read, _tell) = (scope, read, tell);
        _timer = scope.Time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something may have changed: looks once the interval is over.</summary>
    public void Note()
    {
        if (Interlocked.Exchange(ref _due, 1) == 0) _timer.Change(_scope.Options.CapacityChangeInterval, Timeout.InfiniteTimeSpan);
    }

    public void Forget(TargetRef target)
    {
        lock (_gate) _told.Remove(target);
    }

    public void Dispose() => _timer.Dispose();

    private void Tell()
    {
        Interlocked.Exchange(ref _due, 0);
        var changed = new List<TargetRef>();
        lock (_gate)
        {
            foreach (var (target, reading) in _read())
            {
                if (_told.TryGetValue(target, out var told) && told == reading) continue;
                _told[target] = reading;
                changed.Add(target);
            }
        }

        foreach (var target in changed) _tell(target);
    }
}
