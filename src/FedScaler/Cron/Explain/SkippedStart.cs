namespace FedScaler.Cron.Explain;

/// <summary>A start on an excluded date.</summary>
/// <param name="Date">In the rule's zone.</param>
/// <param name="Time">In the rule's zone.</param>
internal sealed record SkippedStart(DateOnly Date, DateTimeOffset Time, string Rule);
