namespace FedScaler.Demo.Report;

/// <summary>Fewer points that look the same: the least, the greatest and the last of each stretch of time are kept.</summary>
internal static class Downsampling
{
    /// <returns>At most <paramref name="most"/> points (5 or more), in order, with the first, the last and all extremes.</returns>
    public static IReadOnlyList<(double X, double Y)> Reduce(IReadOnlyList<(double X, double Y)> points, int most)
    {
        if (points.Count <= most) return points;
        var buckets = (most - 2) / 3;
        var kept = new List<(double X, double Y)>(most) { points[0] };
        var (begin, length) = (points[0].X, points[^1].X - points[0].X);
        var to = 1;
        for (var bucket = 1; bucket <= buckets; bucket++)
        {
            // By where they lie and not by how many they are: a long level stretch is one corner, and must not be passed over.
            var (from, end) = (to, begin + (length * bucket / buckets));
            while (to < points.Count - 1 && (points[to].X <= end || bucket == buckets)) to++;
            if (from == to) continue;
            int least = from, greatest = from;
            for (var i = from; i < to; i++)
            {
                if (points[i].Y < points[least].Y) least = i;
                if (points[i].Y > points[greatest].Y) greatest = i;
            }

            var (first, second) = (Math.Min(least, greatest), Math.Max(least, greatest));
            kept.Add(points[first]);
            if (second != first) kept.Add(points[second]);
            // Stairs go on from here into the next stretch.
            if (to - 1 > second) kept.Add(points[to - 1]);
        }

        kept.Add(points[^1]);
        return kept;
    }

    /// <summary>Drops the points inside a level stretch: a staircase needs only its corners.</summary>
    public static IReadOnlyList<(double X, double Y)> Corners(IReadOnlyList<(double X, double Y)> points)
    {
        var kept = new List<(double X, double Y)>();
        for (var i = 0; i < points.Count; i++)
            if (i == 0 || i == points.Count - 1 || points[i].Y != points[i - 1].Y) kept.Add(points[i]);
        return kept;
    }
}
