namespace FedScaler.Demo.Trace;

/// <summary>A recorded load, scaled to a peak and played from its own beginning: straight lines between its points.</summary>
public sealed class LoadTrace
{
    private readonly (TimeSpan At, double Rate)[] _points;

    /// <param name="points">In order of time; at least one. Rates are not negative.</param>
    internal LoadTrace(IReadOnlyList<(DateTimeOffset Time, double Rate)> points) =>
        _points = [.. points.Select(point => (point.Time - points[0].Time, point.Rate))];

    /// <summary>How long it plays.</summary>
    public TimeSpan Length => _points[^1].At;

    /// <summary>The greatest rate of all, in requests per second.</summary>
    public double Peak => _points.Max(static point => point.Rate);

    /// <summary>The load this long after the beginning, in requests per second; before and after the trace, its first and last value.</summary>
    public double At(TimeSpan sinceStart)
    {
        var after = FirstAfter(sinceStart);
        if (after == 0) return _points[0].Rate;
        var (from, rate) = _points[after - 1];
        if (after == _points.Length) return rate;
        var (to, next) = _points[after];
        return rate + (next - rate) * ((sinceStart - from) / (to - from));
    }

    /// <summary>The same load with its peak over the first <paramref name="length"/> at <paramref name="peak"/> requests per second.</summary>
    /// <exception cref="InvalidOperationException">There is no load in that time to scale.</exception>
    public LoadTrace ScaledTo(double peak, TimeSpan length)
    {
        var highest = _points.Where(point => point.At <= length).Max(static point => point.Rate);
        if (highest <= 0) throw new InvalidOperationException($"the trace has no load in its first {length}: there is nothing to scale");
        var start = DateTimeOffset.UnixEpoch;
        return new LoadTrace([.. _points.Select(point => (start + point.At, point.Rate * peak / highest))]);
    }

    private int FirstAfter(TimeSpan time)
    {
        var (low, high) = (0, _points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points[middle].At <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
