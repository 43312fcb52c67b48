using System.Text.RegularExpressions;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>Reads what /metrics answers.</summary>
internal static partial class Exposition
{
    /// <summary>Every family with the labels that any of its series has.</summary>
    public static IReadOnlyList<MetricEntry> Read(string text)
    {
        var families = new List<MetricEntry>();
        foreach (Match type in Family().Matches(text))
        {
            var (name, kind) = (type.Groups["name"].Value, type.Groups["type"].Value);
            var labels = Label().Matches(type.Groups["series"].Value).Select(static label => label.Groups["name"].Value).Where(static label => label != "le").Distinct();
            families.Add(new MetricEntry(name, kind, [.. labels], type.Groups["help"].Value));
        }

        return families;
    }

    [GeneratedRegex(@"^# HELP (?<name>\w+) (?<help>[^\n]*)\n# TYPE \k<name> (?<type>\w+)\n(?<series>([^#\n][^\n]*\n)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Family();

    [GeneratedRegex("""[{,](?<name>\w+)="([^"\\]|\\.)*"(?=[,}])""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
