namespace FedScaler.Cron.Explain;

/// <summary>A time in which nothing changes.</summary>
/// <param name="Rules">The rules in force, as <c>schedule/rule</c>.</param>
internal sealed record ExplainedSpan(DateTimeOffset From, DateTimeOffset Until, Reach Reach, IReadOnlyList<string> Rules);
