namespace FedScaler.Core.Scheduling;

/// <summary>A start that does not happen, as its date is excluded.</summary>
/// <param name="Time">When it would have been, lead time apart, in the offset of the rule's zone.</param>
/// <param name="Rule">schedule/rule.</param>
/// <param name="Dates">The excluded dates that it falls on.</param>
public sealed record ExcludedStart(DateTimeOffset Time, string Rule, DateRange Dates);
