using System.Text;
using FedScaler.Demo.Report;

namespace FedScaler.Demo.View;

/// <summary>Lines that both views print.</summary>
internal static class Lines
{
    private const int MostViolations = 20;

    /// <summary>What went wrong, the first of it.</summary>
    public static IEnumerable<string> Faults(DemoRecord record)
    {
        foreach (var spell in record.Unserved) yield return $"unserved: {spell}";
        foreach (var violation in record.Laws.Violations.Take(MostViolations)) yield return Clean(violation.ToString());
        if (record.Laws.Violations.Count > MostViolations) yield return $"and {record.Laws.Violations.Count - MostViolations} more violations";
    }

    /// <summary>Text from a cluster, on one line and without control characters.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text) clean.Append(char.IsControl(character) ? ' ' : character);
        return clean.ToString();
    }
}
