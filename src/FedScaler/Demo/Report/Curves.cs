using System.Text;

namespace FedScaler.Demo.Report;

/// <summary>Series of values as SVG paths.</summary>
internal static class Curves
{
    /// <summary>More corners than pixels add bytes and nothing to see.</summary>
    public const int MostPoints = 1500;

    /// <summary>Straight lines from point to point.</summary>
    public static string Line(Axes axes, IEnumerable<(DateTimeOffset Time, double Value)> series) =>
        Path(Downsampling.Reduce(Places(axes, series), MostPoints), stairs: false);

    /// <summary>Level until the next point: how replica counts move.</summary>
    public static string Stairs(Axes axes, IEnumerable<(DateTimeOffset Time, double Value)> series) =>
        Path(Downsampling.Reduce(Downsampling.Corners(Places(axes, series)), MostPoints / 2), stairs: true);

    /// <summary>Closes a line or stairs down to the floor.</summary>
    public static string Area(Axes axes, string line)
    {
        if (line.Length == 0) return "";
        var first = line[1..].Split(' ', 2)[0];
        var last = LastX(line);
        return $"{line}L{last} {Axes.Text(axes.Floor)}L{first} {Axes.Text(axes.Floor)}Z";
    }

    private static List<(double X, double Y)> Places(Axes axes, IEnumerable<(DateTimeOffset Time, double Value)> series) =>
        [.. series.Select(point => (axes.X(point.Time), axes.Y(point.Value)))];

    private static string Path(IReadOnlyList<(double X, double Y)> points, bool stairs)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
        {
            if (stairs && path.Length > 0) path.Append('H').Append(Axes.Text(x)).Append('V').Append(Axes.Text(y));
            else path.Append(path.Length == 0 ? 'M' : 'L').Append(Axes.Text(x)).Append(' ').Append(Axes.Text(y));
        }

        return path.ToString();
    }

    private static string LastX(string line)
    {
        var at = line.LastIndexOfAny(['M', 'L', 'H']);
        return line[(at + 1)..].Split(' ', 'V')[0];
    }
}
