using System.Text;

namespace FedScaler.Packaging.Chart;

/// <summary>The table of values in the chart's README.</summary>
public static class ValuesTable
{
    private const string Begin = "<!-- values: begin -->\n";
    private const string End = "<!-- values: end -->";

    /// <summary>The document with the table between its two marks made anew.</summary>
    /// <exception cref="InvalidDataException">The marks are missing.</exception>
    public static string Replace(string document, IEnumerable<ChartValue> values)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new InvalidDataException($"the README has no {Begin.TrimEnd()} and {End}");
        return string.Concat(document.AsSpan(0, begin + Begin.Length), Write(values), document.AsSpan(end));
    }

    private static string Write(IEnumerable<ChartValue> values)
    {
        var table = new StringBuilder("| Value | Default | What it does |\n| --- | --- | --- |\n");
        // A bar ends a cell in GitHub's tables, inside code too.
        foreach (var value in values) table.Append($"| `{value.Path}` | `{value.Default}` | {value.Description} |".Replace("\\u0022", "\"", StringComparison.Ordinal)).Append('\n');
        return table.ToString();
    }
}
