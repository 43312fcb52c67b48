using System.Globalization;
using FedScaler.Sandbox.Simulation.Load;

namespace FedScaler.Demo.Trace;

/// <summary>
/// Reads traces as the Numenta Anomaly Benchmark has them: CSV with the columns timestamp and value, where a value counts
/// the requests since the row before (every 5 minutes).
/// </summary>
public static class TraceFile
{
    private const string Header = "timestamp,value";
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Two weeks of one load balancer, which lie next to the program.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, "traces", "elb-request-count.csv");

    /// <exception cref="TraceFormatException">A line is not as it should be; the message names it.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static async Task<LoadTrace> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(path, await File.ReadAllLinesAsync(path, cancellationToken));

    internal static LoadTrace Parse(string path, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || lines[0].Trim() != Header) throw new TraceFormatException($"{path}:1: the first line has to be \"{Header}\"");
        var counts = new List<(DateTimeOffset Time, double Count)>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var (time, count) = ParseLine($"{path}:{i + 1}", lines[i]);
            if (counts.Count > 0 && time <= counts[^1].Time) throw new TraceFormatException($"{path}:{i + 1}: {time:yyyy-MM-dd HH:mm:ss} is not after the line before");
            counts.Add((time, count));
        }

        if (counts.Count < 2) throw new TraceFormatException($"{path}: a trace needs two points or more, this has {counts.Count}");
        return new LoadTrace(Rates(counts));
    }

    private static (DateTimeOffset Time, double Count) ParseLine(string place, string line)
    {
        var fields = line.Split(',');
        if (fields.Length != 2) throw new TraceFormatException($"{place}: \"{line}\" has {fields.Length} fields, not timestamp and value");
        if (!DateTimeOffset.TryParseExact(fields[0].Trim(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            throw new TraceFormatException($"{place}: \"{fields[0]}\" is not a time of the form {TimeFormat}");
        if (!double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var count) || !double.IsFinite(count) || count < 0)
            throw new TraceFormatException($"{place}: \"{fields[1]}\" is not a count of requests");
        return (time, count);
    }

    private static List<TracePoint> Rates(List<(DateTimeOffset Time, double Count)> counts)
    {
        var rates = new List<TracePoint>(counts.Count);
        for (var i = 0; i < counts.Count; i++)
        {
            var step = i == 0 ? counts[1].Time - counts[0].Time : counts[i].Time - counts[i - 1].Time;
            rates.Add(new TracePoint(counts[i].Time, counts[i].Count / step.TotalSeconds));
        }

        return rates;
    }
}
