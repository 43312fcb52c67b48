namespace FedScaler.Cron.Explain;

/// <summary>A start that an excluded date takes away.</summary>
/// <param name="Date">The date in the rule's zone.</param>
/// <param name="LocalTime">When the rule would have started, with the zone's offset.</param>
internal sealed record ExcludedStart(string Date, string LocalTime, string Rule);
