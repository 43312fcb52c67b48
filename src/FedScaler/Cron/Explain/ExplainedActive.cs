namespace FedScaler.Cron.Explain;

/// <summary>A rule in force; times are RFC 3339 in UTC, no end where it holds until another rule fires.</summary>
internal sealed record ExplainedActive(string Rule, string Since, string? Until);
