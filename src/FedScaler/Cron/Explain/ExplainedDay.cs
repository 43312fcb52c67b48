namespace FedScaler.Cron.Explain;

/// <summary>A day as 48 half hours.</summary>
/// <param name="Strip">A letter for each half hour; the legend says what they mean.</param>
/// <param name="Remarks">Clock changes and exclusions.</param>
internal sealed record ExplainedDay(string Date, string Weekday, string Strip, IReadOnlyList<string> Remarks);
