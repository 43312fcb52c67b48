using System.Text.RegularExpressions;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>What an expression asks for, found without parsing all of PromQL: promtool and Prometheus do that.</summary>
internal static partial class PromQl
{
    /// <summary>Labels that a scrape adds, and those of histograms' buckets.</summary>
    private static readonly string[] Given = ["instance", "job", "namespace", "le"];

    /// <summary>What is wrong with the names in it: no such series, or no such label on any of them.</summary>
    public static IEnumerable<string> Complaints(string expression, IReadOnlyDictionary<string, MetricEntry> known)
    {
        var bySeries = known.Values.SelectMany(static entry => entry.SeriesNames.Select(name => (name, entry))).ToDictionary(static one => one.name, static one => one.entry);
        var labels = new HashSet<string>(Given);
        foreach (Match selector in Selector().Matches(expression))
        {
            if (!bySeries.TryGetValue(selector.Groups["name"].Value, out var entry))
            {
                yield return $"there is no {selector.Groups["name"].Value}: {expression}";
                continue;
            }

            labels.UnionWith(entry.SeriesLabels);
            foreach (Match label in Matcher().Matches(selector.Groups["matchers"].Value))
            {
                if (!entry.SeriesLabels.Contains(label.Groups["name"].Value)) yield return $"{entry.Name} has no label {label.Groups["name"].Value}: {expression}";
            }
        }

        foreach (var label in GroupedBy(expression).Where(label => !labels.Contains(label))) yield return $"nothing there has a label {label}: {expression}";
    }

    /// <summary>Labels of what it yields, where it groups.</summary>
    public static IEnumerable<string> GroupedBy(string expression) =>
        Grouping().Matches(expression).SelectMany(static group => group.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct();

    [GeneratedRegex(@"\b(?<name>(fedscaler|process|dotnet)_\w+)(\{(?<matchers>[^}]*)\})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selector();

    [GeneratedRegex("""(?<name>\w+)\s*(=~|!~|!=|=)\s*"[^"]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\b(by|on) ?\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouping();
}
