namespace FedScaler.Cron.Explain;

/// <summary>A rule that starts or ends.</summary>
/// <param name="Time">RFC 3339 in UTC.</param>
/// <param name="LocalTime">The same with the offset of the rule's zone.</param>
/// <param name="Rule"><c>schedule/rule</c>.</param>
/// <param name="Edge">Start or End.</param>
/// <param name="Then">What holds from then on.</param>
/// <param name="Notes">What there is to say of it: clock changes, lead time, overlaps, bounds that give way.</param>
internal sealed record ExplainedTransition(string Time, string LocalTime, string TimeZone, string Rule, string Edge, Reach Then, IReadOnlyList<string> Notes);
