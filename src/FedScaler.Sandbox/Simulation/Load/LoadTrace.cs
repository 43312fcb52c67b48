namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>A recorded load, to be played back: straight lines between its points, the first and last value outside them.</summary>
public sealed class LoadTrace
{
    private readonly TracePoint[] _points;

    /// <param name="points">At least one. Rates are not negative.</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public LoadTrace(IEnumerable<TracePoint> points)
    {
        _points = [.. points.OrderBy(static point => point.Time)];
        if (_points.Length == 0) throw new ArgumentException("a trace needs a point", nameof(points));
    }

    /// <summary>The time of the first point.</summary>
    public DateTimeOffset Start => _points[0].Time;

    /// <summary>How long it plays.</summary>
    public TimeSpan Length => _points[^1].Time - Start;

    /// <summary>The greatest rate of all, in requests per second.</summary>
    public double Peak => _points.Max(static point => point.Rate);

    /// <summary>The load this long after the beginning, in requests per second.</summary>
    public double RateAt(TimeSpan sinceStart) => RateAt(Start + sinceStart);

    /// <summary>The load at an instant of the recording, in requests per second.</summary>
    public double RateAt(DateTimeOffset time)
    {
        var after = FirstAfter(time);
        if (after == 0) return _points[0].Rate;
        var from = _points[after - 1];
        if (after == _points.Length) return from.Rate;
        var to = _points[after];
        return from.Rate + ((to.Rate - from.Rate) * ((time - from.Time) / (to.Time - from.Time)));
    }

    /// <summary>The same load with its peak over the first <paramref name="length"/> at <paramref name="peak"/> requests per second.</summary>
    /// <exception cref="InvalidOperationException">There is no load in that time to scale.</exception>
    public LoadTrace ScaledTo(double peak, TimeSpan length)
    {
        var highest = _points.Where(point => point.Time - Start <= length).Max(static point => point.Rate);
        if (highest <= 0) throw new InvalidOperationException($"the trace has no load in its first {length}: there is nothing to scale");
        return new LoadTrace(_points.Select(point => point with { Rate = point.Rate * peak / highest }));
    }

    private int FirstAfter(DateTimeOffset time)
    {
        var (low, high) = (0, _points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points[middle].Time <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
