using FedScaler.Demo.Report;
using FedScaler.Terminal;

namespace FedScaler.Demo.View;

/// <summary>Lines that both views print.</summary>
internal static class Lines
{
    private const int MostViolations = 20;

    /// <summary>What went wrong, the first of it.</summary>
    public static IEnumerable<string> Faults(DemoRecord record)
    {
        if (record.Removal is { IsDone: false } removal) yield return OneLine.Of($"not taken out by name: {removal.Fault}");
        foreach (var spell in record.Unserved) yield return $"unserved: {spell}";
        foreach (var violation in record.Laws.Violations.Take(MostViolations)) yield return OneLine.Of(violation.ToString());
        if (record.Laws.Violations.Count > MostViolations) yield return $"and {record.Laws.Violations.Count - MostViolations} more violations";
    }
}
