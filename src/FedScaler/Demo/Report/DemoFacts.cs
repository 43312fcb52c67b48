namespace FedScaler.Demo.Report;

/// <summary>A run in a handful of numbers, the same in the report and on the terminal.</summary>
internal static class DemoFacts
{
    public static IReadOnlyList<(string Label, string Value)> Of(DemoRecord record) =>
    [
        ("Days", $"{(record.To - record.From).TotalDays:0.#}"),
        ("Peak demand", $"{record.Samples.Max(static sample => sample.Demand):#,0}/s"),
        ("Served", Served(record)),
        ("Replicas", $"{record.Samples.Min(static sample => sample.Runs)} to {record.Samples.Max(static sample => sample.Runs)}"),
        ("Moves", $"{record.Events.Count(static happened => happened.Kind == DemoEventKind.Move)}"),
        ("Revisions read", $"{record.Laws.Revisions:#,0}"),
        ("Law checks", $"{record.Laws.Laws.Sum(static law => law.Checks):#,0}"),
        ("Violations", $"{record.Laws.Violations.Count}"),
        ("Laws kept", $"{record.Laws.Laws.Count(static law => law.Violations == 0)} of {record.Laws.Laws.Count}"),
        ("Unserved spells", $"{record.Unserved.Count}"),
        ("Schedules", Schedules(record)),
        .. record.Removal is { } removal ? [("Taken by name", Removed(removal))] : Array.Empty<(string, string)>(),
    ];

    private static string Removed(DemoRemoval removal) => removal.Gone is null
        ? "none: " + removal.Fault
        : $"{string.Join(", ", removal.Pods)}; {(removal.Others.Count == 0 ? "no other" : $"others, too: {removal.Others.Count}")}";

    private static string Schedules(DemoRecord record) => record.Windows.Count == 0 ? "none" : string.Join("; ",
        record.Windows.CountBy(static window => window.Schedule).Select(static rule => $"{rule.Key}, {rule.Value} {(rule.Value == 1 ? "window" : "windows")}"));

    /// <summary>Samples are evenly spaced: the sum of rates stands for the requests.</summary>
    private static string Served(DemoRecord record)
    {
        var demand = record.Samples.Sum(static sample => sample.Demand);
        if (demand <= 0) return "100%";
        // Never rounded up to 100 when something was missed.
        var percent = Math.Floor(record.Samples.Sum(static sample => Math.Min(sample.Served, sample.Demand)) / demand * 10000) / 100;
        return $"{percent:0.##}%";
    }
}
