using System.Text.RegularExpressions;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>The metrics that docs/metrics.md names.</summary>
internal static partial class MetricTable
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, MetricEntry> Read() =>
        Row().Matches(File.ReadAllText(RepositoryFiles.PathOf("docs", "metrics.md")))
            .Select(static row => new MetricEntry(
                row.Groups["name"].Value, row.Groups["type"].Value,
                row.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), row.Groups["help"].Value))
            .ToDictionary(static entry => entry.Name);

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>counter|gauge|histogram) \| (?<labels>[\w, ]*) ?\| (?<help>.+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
