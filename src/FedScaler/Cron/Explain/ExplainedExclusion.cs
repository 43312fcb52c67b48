namespace FedScaler.Cron.Explain;

/// <summary>A start that excluded dates take away.</summary>
/// <param name="Date">The date in the rule's zone.</param>
/// <param name="LocalTime">When the rule would have started, with the zone's offset.</param>
/// <param name="Rule"><c>schedule/rule</c>.</param>
/// <param name="By">The entry of spec.exclude that it falls on.</param>
internal sealed record ExplainedExclusion(string Date, string LocalTime, string Rule, string By);
