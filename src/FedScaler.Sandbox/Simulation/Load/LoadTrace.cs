namespace FedScaler.Sandbox.Simulation.Load;

/// <summary>A recorded load, to be played back: straight lines between its points, the first and last value outside them.</summary>
public sealed class LoadTrace
{
    private readonly TracePoint[] _points;

    /// <exception cref="ArgumentException">There is no point.</exception>
    public LoadTrace(IEnumerable<TracePoint> points)
    {
        _points = [.. points.OrderBy(point => point.Time)];
        if (_points.Length == 0) throw new ArgumentException("a trace needs a point", nameof(points));
    }

    public double RateAt(DateTimeOffset time)
    {
        var after = FirstAfter(time);
        if (after == 0) return _points[0].Rate;
        var from = _points[after - 1];
        if (after == _points.Length) return from.Rate;
        var to = _points[after];
        return from.Rate + ((to.Rate - from.Rate) * ((time - from.Time) / (to.Time - from.Time)));
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
